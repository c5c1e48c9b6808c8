package io.goodword.notification.sequence;

import static io.goodword.notification.testing.Shop.PATIENCE;
import static io.goodword.notification.testing.Shop.awaitMails;
import static io.goodword.notification.testing.Shop.awaitMessage;
import static io.goodword.notification.testing.Shop.contact;
import static io.goodword.notification.testing.Shop.messages;
import static io.goodword.notification.testing.Shop.newCustomer;
import static io.goodword.notification.testing.Shop.publish;
import static io.goodword.notification.testing.Shop.stores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.goodword.contracts.notification.SequenceRequested;
import io.goodword.contracts.notification.SequenceStopped;
import io.goodword.kit.sql.Sql;
import io.goodword.notification.testing.Shop;
import io.goodword.notification.testing.SmtpGate;
import io.goodword.stack.Message;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(SmtpGate.class)
class SequenceIT {

  private static final String LINK = "https://review.example/f/token-1";

  @Inject Sql sql;

  @Test
  @Tag("NOT-04")
  void shouldRemindOnceAfterTheFirstMessageWhenNothingStopsTheRun() {
    String customer = newCustomer();
    stores(customer, contact(customer, "zh-CN", "review"));
    String run = UUID.randomUUID().toString();

    request(run, customer, Instant.now(), Duration.ofSeconds(1));
    request(run, customer, Instant.now(), Duration.ofSeconds(1));

    List<Message> mails = awaitMails(customer, 2);
    Message first = mails.getLast();
    Message reminder = mails.getFirst();
    assertThat(first.subject()).isEqualTo("您买的保温杯用得怎么样？");
    assertThat(first.links()).contains(LINK);
    assertThat(first.text()).contains("您会获得50 积分");
    assertThat(reminder.subject()).isEqualTo("还想听听您对保温杯的感受");
    assertThat(Duration.between(first.receivedAt(), reminder.receivedAt()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(900));
    await().atMost(PATIENCE).until(() -> state(run).equals("DONE"));
    assertThat(messages(customer)).hasSize(2);
    assertThat(timers(run)).isZero();
  }

  @Test
  @Tag("NOT-04")
  void shouldNotRemindWhenTheRunIsStoppedAfterTheFirstMessage() {
    String customer = newCustomer();
    stores(customer, contact(customer, "en", "review"));
    String run = UUID.randomUUID().toString();
    // far away, so that the stop comes before it however slow the machine is
    request(run, customer, Instant.now(), Duration.ofMinutes(10));
    awaitMails(customer, 1);
    await().atMost(PATIENCE).until(() -> timers(run) == 1);

    stop(run);
    await().atMost(PATIENCE).until(() -> state(run).equals("STOPPED"));

    assertThat(timers(run)).isZero();
    assertThat(messages(customer)).hasSize(1);
  }

  @Test
  @Tag("NOT-04")
  void shouldSendNothingWhenTheStopComesBeforeTheFirstMessage() {
    String customer = newCustomer();
    String run = UUID.randomUUID().toString();
    // planned at once, but waiting for its contact
    request(run, customer, Instant.now(), null);
    awaitMessage(customer, "review-request", "planned");

    stop(run);
    Shop.Seen message = awaitMessage(customer, "review-request", "suppressed");

    assertThat(message.verdicts()).containsExactly("run stop: review-submitted");
    stores(customer, contact(customer, "en", "review"));
    assertThat(messages(customer)).hasSize(1);
    assertThat(messages(customer).getFirst().state()).isEqualTo("suppressed");
  }

  @Test
  @Tag("NOT-04")
  void shouldNeverBeginWhenTheStopOvertakesTheRequest() {
    String customer = newCustomer();
    stores(customer, contact(customer, "en", "review"));
    String run = UUID.randomUUID().toString();
    stop(run);
    request(run, customer, Instant.now(), null);

    String marker = newCustomer();
    stores(marker, contact(marker, "en", "review"));
    // the marker takes the same partition, so it comes after both
    publish(
        UUID.randomUUID().toString(),
        SequenceRequested.TYPE,
        run,
        requested(UUID.randomUUID().toString(), marker, Instant.now(), null));
    awaitMails(marker, 1);
    assertThat(state(run)).isEqualTo("STOPPED");
    assertThat(messages(customer)).isEmpty();
  }

  @Test
  @Tag("NOT-04")
  void shouldFireWhenItIsDueAndNotBefore() {
    String customer = newCustomer();
    stores(customer, contact(customer, "en", "review"));
    Instant due = Instant.now().plusSeconds(2);
    request(UUID.randomUUID().toString(), customer, due, null);

    Message mail = awaitMails(customer, 1).getFirst();

    assertThat(mail.receivedAt()).isAfterOrEqualTo(due);
  }

  @Test
  @Tag("NOT-04")
  @Tag("GOV-02")
  void shouldStopRunsWhenTheContactIsErased() {
    String customer = newCustomer();
    stores(customer, contact(customer, "en", "review"));
    String run = UUID.randomUUID().toString();
    request(run, customer, Instant.now().plusSeconds(600), null);
    await().atMost(PATIENCE).until(() -> timers(run) == 1);

    Shop.as("shop", "system").delete("/v1/contacts/" + customer).then().statusCode(204);

    assertThat(state(run)).isEqualTo("STOPPED");
    assertThat(timers(run)).isZero();
  }

  private static void request(
      String run, String customer, Instant firstAt, @Nullable Duration remindAfter) {
    publish(
        UUID.randomUUID().toString(),
        SequenceRequested.TYPE,
        run,
        requested(run, customer, firstAt, remindAfter));
  }

  private static SequenceRequested requested(
      String run, String customer, Instant firstAt, @Nullable Duration remindAfter) {
    return new SequenceRequested(
        run,
        "review-request",
        customer,
        "review",
        firstAt,
        remindAfter,
        remindAfter == null ? 0 : 1,
        Map.of("link", LINK, "productTitle", "保温杯", "incentive", "50 POINTS"));
  }

  private static void stop(String run) {
    publish(
        UUID.randomUUID().toString(),
        SequenceStopped.TYPE,
        run,
        new SequenceStopped(run, "review-submitted"));
  }

  private String state(String run) {
    return sql.first("select state from runs where run_key = ?", row -> row.getString("state"), run)
        .orElse("");
  }

  private int timers(String run) {
    return sql.first(
            "select count(*) as n from timers where run_key = ?", row -> row.getInt("n"), run)
        .orElseThrow();
  }
}
