package io.goodword.notification.dispatch;

import static io.goodword.notification.testing.Shop.PATIENCE;
import static io.goodword.notification.testing.Shop.as;
import static io.goodword.notification.testing.Shop.awaitMails;
import static io.goodword.notification.testing.Shop.awaitMessage;
import static io.goodword.notification.testing.Shop.contact;
import static io.goodword.notification.testing.Shop.emailOf;
import static io.goodword.notification.testing.Shop.mails;
import static io.goodword.notification.testing.Shop.newCustomer;
import static io.goodword.notification.testing.Shop.stores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.kit.sql.Sql;
import io.goodword.notification.consent.Purpose;
import io.goodword.notification.testing.Shop;
import io.goodword.notification.testing.SmtpGate;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(SmtpGate.class)
class DispatchFaultIT {

  private static final Logger LOG = Logger.getLogger(DispatchFaultIT.class);

  @Inject Dispatch dispatch;
  @Inject Sql sql;

  @AfterEach
  void open() {
    SmtpGate.open();
  }

  @Test
  @Tag("NOT-02")
  void shouldDeliverOnceWhenTheMailServerComesBack() {
    String customer = newCustomer();
    stores(customer, contact(customer, "en", "reward"));
    SmtpGate.close();

    plan(customer);
    await()
        .atMost(PATIENCE)
        .until(() -> awaitMessage(customer, "reward-received", "planned").attempts() >= 3);
    assertThat(awaitMessage(customer, "reward-received", "planned").failure())
        .isEqualTo("smtp-unreachable");
    SmtpGate.open();

    Shop.Seen message = awaitMessage(customer, "reward-received", "sent");
    assertThat(message.failure()).isEmpty();
    var mail = awaitMails(customer, 1).getFirst();
    assertThat(mail.headers().get("Message-ID")).startsWith("<" + message.id() + "@");
    assertThat(mail.headers()).containsEntry("X-Goodword-Message", message.id());
  }

  @Test
  @Tag("NOT-02")
  void shouldNotResendByItselfWhenTheAnswerOfTheServerIsLost() {
    String customer = newCustomer();
    stores(customer, contact(customer, "en", "reward"));
    SmtpGate.forget();

    plan(customer);
    Shop.Seen unknown = awaitMessage(customer, "reward-received", "unknown");
    assertThat(awaitMails(customer, 1)).hasSize(1);
    SmtpGate.open();

    String path = "/v1/messages/" + unknown.id() + "/resend";
    as(customer, "customer").post(path).then().statusCode(403);
    as("su", "support").post(path).then().statusCode(400);
    as("su", "support")
        .header("Idempotency-Key", "resend-" + customer)
        .post(path)
        .then()
        .statusCode(202);
    as("su", "support")
        .header("Idempotency-Key", "resend-" + customer)
        .post(path)
        .then()
        .statusCode(202)
        .header("Idempotency-Replayed", equalTo("true"));
    awaitMessage(customer, "reward-received", "sent");
    assertThat(awaitMails(customer, 2)).hasSize(2);
    as("su", "support")
        .header("Idempotency-Key", "again-" + customer)
        .post(path)
        .then()
        .statusCode(409)
        .body("code", equalTo("not-resendable"));
  }

  @Test
  @Tag("NOT-02")
  void shouldBecomeUnknownWhenTheWorkerDiedWhileSending() {
    String customer = newCustomer();
    dispatch.plan(order(customer, Instant.now().plusSeconds(600)));
    // what a crash between the commit of SENDING and the answer leaves behind
    sql.update(
        "update messages set state = 'SENDING', attempts = 1, claimed_at = ? where customer_id = ?",
        Instant.now().minusSeconds(60),
        customer);

    Shop.Seen message = awaitMessage(customer, "reward-received", "unknown");

    assertThat(message.failure()).isEqualTo("no-answer-kept");
    assertThat(mails(customer)).isEmpty();
  }

  @Test
  @Tag("NOT-02")
  void shouldSendSomeHundredMessagesEachOnce() {
    List<String> customers = new ArrayList<>();
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String customer = newCustomer();
      Map<String, Object> contact = new HashMap<>(contact(customer, "zh-CN", "reward"));
      contact.put("customerId", customer);
      customers.add(customer);
      items.add(contact);
    }
    as("shop", "system").body(Map.of("items", items)).put("/v1/contacts").then().statusCode(200);

    Instant start = Instant.now();
    customers.forEach(this::plan);
    Set<String> addresses = customers.stream().map(c -> emailOf(c)).collect(Collectors.toSet());
    await()
        .atMost(PATIENCE.multipliedBy(3))
        .untilAsserted(
            () -> assertThat(states(customers)).containsExactly(customers.size() + " SENT"));
    Duration taken = Duration.between(start, Instant.now());
    LOG.infof("400 messages in %s", taken);
    List<String> received =
        TestStack.mails().stream().map(mail -> mail.to()).filter(addresses::contains).toList();
    assertThat(received).doesNotHaveDuplicates().hasSameSizeAs(customers);
  }

  private List<String> states(List<String> customers) {
    return sql.query(
        "select count(*) || ' ' || state as found from messages where customer_id = any(?)"
            + " group by state",
        row -> row.getString("found"),
        customers);
  }

  private void plan(String customer) {
    dispatch.plan(order(customer, Instant.now()));
  }

  private static MessageOrder order(String customer, Instant due) {
    return new MessageOrder(
        "test:" + customer,
        customer,
        Purpose.REWARD,
        "reward-received",
        Map.of("reward", "10 POINTS"),
        null,
        0,
        due);
  }
}
