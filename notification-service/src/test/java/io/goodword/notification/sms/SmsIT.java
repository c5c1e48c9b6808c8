package io.goodword.notification.sms;

import static io.goodword.notification.testing.Shop.awaitMessage;
import static io.goodword.notification.testing.Shop.consent;
import static io.goodword.notification.testing.Shop.contact;
import static io.goodword.notification.testing.Shop.messages;
import static io.goodword.notification.testing.Shop.newCustomer;
import static io.goodword.notification.testing.Shop.newNumber;
import static io.goodword.notification.testing.Shop.publish;
import static io.goodword.notification.testing.Shop.stores;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.contracts.notification.SequenceRequested;
import io.goodword.kit.sql.Sql;
import io.goodword.notification.consent.Purpose;
import io.goodword.notification.dispatch.Dispatch;
import io.goodword.notification.dispatch.MessageOrder;
import io.goodword.notification.testing.Shop;
import io.goodword.notification.testing.SmtpGate;
import io.goodword.stack.Message;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(SmtpGate.class)
class SmsIT {

  @Inject SmsParts parts;
  @Inject Dispatch dispatch;
  @Inject Sql sql;

  @Test
  @Tag("NOT-02")
  @Tag("NOT-03")
  void shouldArriveWholeWhenAChineseTextNeedsSeveralParts() {
    String customer = newCustomer();
    String number = newNumber();
    Map<String, Object> contact = contact(customer, "zh-CN");
    contact.put("phone", number);
    // e-mail is there but not allowed, so the message takes the phone
    contact.put(
        "consents", List.of(consent("review", "sms", true), consent("review", "email", false)));
    stores(customer, contact);
    String link = "https://review.example/f/" + "a".repeat(60);

    request(customer, link, "手工烧制的景德镇青花瓷茶具套装😀");

    Shop.Seen message = awaitMessage(customer, "review-request", "delivered");
    assertThat(message.channel()).isEqualTo("sms");
    assertThat(message.deliveredAt()).isNotEmpty();
    List<Message> received =
        TestStack.smses().stream().filter(sms -> sms.to().endsWith(number)).toList();
    assertThat(received).hasSize(1);
    assertThat(received.getFirst().text())
        .isEqualTo(
            "【Goodword】您买的手工烧制的景德镇青花瓷茶具套装😀用得怎么样？请写下真实感受：" + link + " 通过审核后您会获得50 积分，与给几颗星无关。");
    assertThat(received.getFirst().headers()).containsEntry("data-coding", "8");
    assertThat(Integer.parseInt(received.getFirst().headers().getOrDefault("parts", "1")))
        .isGreaterThan(1);
  }

  @Test
  @Tag("NOT-02")
  void shouldUseTheSevenBitAlphabetWhenTheTextAllows() {
    String customer = newCustomer();
    String number = newNumber();
    Map<String, Object> contact = contact(customer, "en");
    contact.remove("email");
    contact.put("phone", "+86" + number);
    contact.put("consents", List.of(consent("review", "sms", true)));
    stores(customer, contact);

    request(customer, "https://review.example/f/b", "Tea [green] for 2");

    awaitMessage(customer, "review-request", "delivered");
    Message sms =
        TestStack.smses().stream()
            .filter(one -> one.to().endsWith(number))
            .findFirst()
            .orElseThrow();
    assertThat(sms.text()).startsWith("Goodword: how is your Tea [green] for 2? Tell us");
    assertThat(sms.headers()).containsEntry("data-coding", "0");
  }

  @Test
  @Tag("NOT-06")
  void shouldConcludeWhenTheReceiptsOfAllPartsComeAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 20; round++) {
        String customer = newCustomer();
        dispatch.plan(
            new MessageOrder(
                "test:" + customer,
                customer,
                Purpose.REWARD,
                "reward-received",
                Map.of("reward", "1 POINTS"),
                null,
                0,
                Instant.now().plusSeconds(600)));
        sql.update(
            "update messages set state = 'SENDING', claimed_at = now() where customer_id = ?",
            customer);
        UUID id = UUID.fromString(messages(customer).getFirst().id());
        List<String> references = List.of(customer + "-1", customer + "-2", customer + "-3");
        List<Callable<@Nullable Void>> receipts = new ArrayList<>();
        receipts.add(() -> done(() -> parts.submitted(id, references)));
        for (String reference : references) {
          receipts.add(() -> done(() -> parts.receipt(reference, true)));
        }

        for (var receipt : threads.invokeAll(receipts)) {
          receipt.get();
        }

        assertThat(messages(customer).getFirst().state()).isEqualTo("delivered");
      }
    }
  }

  private static @Nullable Void done(Runnable work) {
    work.run();
    return null;
  }

  private static void request(String customer, String link, String product) {
    String run = UUID.randomUUID().toString();
    publish(
        UUID.randomUUID().toString(),
        SequenceRequested.TYPE,
        run,
        new SequenceRequested(
            run,
            "review-request",
            customer,
            "review",
            Instant.now(),
            null,
            0,
            Map.of("link", link, "productTitle", product, "incentive", "50 POINTS")));
  }
}
