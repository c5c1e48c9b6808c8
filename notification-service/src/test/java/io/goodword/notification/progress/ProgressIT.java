package io.goodword.notification.progress;

import static io.goodword.notification.testing.Shop.PATIENCE;
import static io.goodword.notification.testing.Shop.as;
import static io.goodword.notification.testing.Shop.awaitMails;
import static io.goodword.notification.testing.Shop.awaitMessage;
import static io.goodword.notification.testing.Shop.contact;
import static io.goodword.notification.testing.Shop.mails;
import static io.goodword.notification.testing.Shop.messages;
import static io.goodword.notification.testing.Shop.newCustomer;
import static io.goodword.notification.testing.Shop.publish;
import static io.goodword.notification.testing.Shop.stores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.contracts.referral.ReferralAttributed;
import io.goodword.contracts.reward.GrantConfirmed;
import io.goodword.contracts.reward.GrantMade;
import io.goodword.contracts.reward.GrantReversed;
import io.goodword.notification.testing.Shop;
import io.goodword.notification.testing.SmtpGate;
import io.goodword.stack.Message;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(SmtpGate.class)
class ProgressIT {

  private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
  private static final Instant CONFIRMS = Instant.parse("2026-11-30T20:00:00Z");

  @Test
  @Tag("NOT-08")
  @Tag("NOT-03")
  void shouldTellBothInTheirLanguageWhenAFriendJoins() {
    String advocate = newCustomer();
    String friend = newCustomer();
    stores(advocate, contact(advocate, "zh-CN", "referral"));
    stores(friend, contact(friend, "en", "referral"));

    attributed(advocate, friend);

    Message thanks = awaitMails(advocate, 1).getFirst();
    assertThat(thanks.subject()).isEqualTo("您推荐的好友已加入");
    assertThat(thanks.text()).contains("谢谢您的推荐").contains("退订");
    assertThat(thanks.html()).contains("lang=\"zh-CN\"").contains("奖励会记入您的账户");
    Message welcome = awaitMails(friend, 1).getFirst();
    assertThat(welcome.subject()).isEqualTo("Welcome to Goodword");
    assertThat(welcome.text()).contains("Your friend is rewarded too.");
  }

  @Test
  @Tag("NOT-08")
  void shouldSendOneMailWhenAnEventIsDeliveredTenTimes() {
    String customer = newCustomer();
    stores(customer, contact(customer, "zh-TW", "reward"));
    GrantMade grant = made(customer, "POINTS", 1_000, false);
    String id = UUID.randomUUID().toString();

    for (int i = 0; i < 10; i++) {
      publish(id, GrantMade.TYPE, grant.grantId(), grant);
    }
    // the same grant under another event id, too
    publish(UUID.randomUUID().toString(), GrantMade.TYPE, grant.grantId(), grant);
    String last = newCustomer();
    stores(last, contact(last, "en", "reward"));
    GrantConfirmed marker = confirmed(made(last, "POINTS", 1, true));
    publish(UUID.randomUUID().toString(), GrantConfirmed.TYPE, grant.grantId(), marker);

    // the marker went through the same partition, so all of the ten were handled before it
    assertThat(awaitMails(last, 1).getFirst().subject()).isEqualTo("1 point confirmed");
    assertThat(awaitMails(customer, 1).getFirst().subject()).isEqualTo("您獲得了 1,000 點數");
    assertThat(messages(customer)).hasSize(1);
  }

  @Test
  @Tag("NOT-08")
  void shouldTellEachStepOfAReward() {
    String customer = newCustomer();
    stores(customer, contact(customer, "zh-CN", "reward"));
    GrantMade held = made(customer, "COUPON:SPRING", 2, true);

    publish(UUID.randomUUID().toString(), GrantMade.TYPE, held.grantId(), held);
    Message pending = awaitMails(customer, 1).getFirst();
    assertThat(pending.subject()).isEqualTo("2 张优惠券正在等待确认");
    // 20:00 UTC is the next day in Shanghai
    assertThat(pending.text()).contains("预计2026年12月1日确认");

    publish(UUID.randomUUID().toString(), GrantConfirmed.TYPE, held.grantId(), confirmed(held));
    assertThat(awaitMails(customer, 2).getFirst().subject()).isEqualTo("2 张优惠券已确认");

    publish(UUID.randomUUID().toString(), GrantReversed.TYPE, held.grantId(), reversed(held, 1, 1));
    Message part = awaitMails(customer, 3).getFirst();
    assertThat(part.subject()).isEqualTo("1 张优惠券已收回");
    assertThat(part.text()).contains("还剩1 张优惠券");

    publish(UUID.randomUUID().toString(), GrantReversed.TYPE, held.grantId(), reversed(held, 1, 0));
    assertThat(awaitMails(customer, 4).getFirst().text()).doesNotContain("还剩");
  }

  @Test
  @Tag("NOT-08")
  void shouldTellOnceWhenARewardIsPostedAndConfirmedAtOnce() {
    String customer = newCustomer();
    stores(customer, contact(customer, "en", "reward"));
    GrantMade posted = made(customer, "POINTS", 50, false);

    publish(UUID.randomUUID().toString(), GrantMade.TYPE, posted.grantId(), posted);
    publish(UUID.randomUUID().toString(), GrantConfirmed.TYPE, posted.grantId(), confirmed(posted));
    publish(
        UUID.randomUUID().toString(),
        GrantReversed.TYPE,
        posted.grantId(),
        reversed(posted, 50, 0));

    List<Message> mails = awaitMails(customer, 2);
    assertThat(mails)
        .extracting(Message::subject)
        .containsExactlyInAnyOrder("50 points taken back", "You have received 50 points");
  }

  @Test
  @Tag("NOT-08")
  void shouldWaitForAContactThatComesAfterTheEvent() {
    String customer = newCustomer();
    GrantMade grant = made(customer, "POINTS", 5, false);
    publish(UUID.randomUUID().toString(), GrantMade.TYPE, grant.grantId(), grant);
    Shop.Seen waiting = awaitMessage(customer, "reward-received", "planned");
    assertThat(waiting.verdicts()).contains("contact wait: contact-missing");

    stores(customer, contact(customer, "en", "reward"));

    assertThat(awaitMails(customer, 1).getFirst().subject())
        .isEqualTo("You have received 5 points");
  }

  @Test
  @Tag("NOT-10")
  @Tag("NOT-01")
  void shouldSuppressWithAVerdictWhenThereIsNoConsent() {
    String customer = newCustomer();
    stores(customer, contact(customer, "en", "referral"));
    GrantMade grant = made(customer, "POINTS", 5, false);
    publish(UUID.randomUUID().toString(), GrantMade.TYPE, grant.grantId(), grant);

    Shop.Seen message = awaitMessage(customer, "reward-received", "suppressed");

    assertThat(message.verdicts())
        .containsExactly(
            "run pass: wanted",
            "contact pass: known",
            "address pass: email",
            "suppression pass: email",
            "consent stop: no-consent on email");
    as("su", "support")
        .body(Map.of("customerId", customer, "template", "reward-received"))
        .post("/v1/messages/simulate")
        .then()
        .statusCode(200)
        .body("state", equalTo("suppressed"))
        .body("reason", equalTo("no-consent"))
        .body("verdicts.guard", contains("run", "contact", "address", "suppression", "consent"))
        .body("verdicts[4].reason", equalTo("no-consent on email"));
    Topics.await(
        "goodword.notification",
        1,
        PATIENCE,
        entry ->
            entry.header("ce_type").endsWith("message.suppressed.v1")
                && entry.text().contains(customer)
                && entry.text().contains("no-consent"));
    assertThat(mails(customer)).isEmpty();
  }

  @Test
  @Tag("GOV-02")
  void shouldLeaveNoContactDataInEventsAndLogs() throws Exception {
    String customer = newCustomer();
    Map<String, Object> contact = contact(customer, "en", "reward");
    contact.put("email", "secret-" + customer + "@mail.example");
    stores(customer, contact);
    GrantMade grant = made(customer, "POINTS", 7, false);
    publish(UUID.randomUUID().toString(), GrantMade.TYPE, grant.grantId(), grant);
    Shop.Seen message = awaitMessage(customer, "reward-received", "sent");

    Topics.await(
        "goodword.notification",
        1,
        PATIENCE,
        entry ->
            entry.header("ce_type").endsWith("message.sent.v1")
                && entry.text().contains(message.id()));
    assertThat(Topics.read("goodword.notification"))
        .noneMatch(entry -> entry.text().contains("@") || entry.text().contains("+86138"));
    assertThat(Files.readString(Path.of("target/notification-test.log")))
        .isNotEmpty()
        .doesNotContain("@mail.example")
        .doesNotContain("+86138");
  }

  @Test
  @Tag("NOT-10")
  void shouldShowMessagesOnlyToTheirRecipientAndSupport() {
    String customer = newCustomer();
    stores(customer, contact(customer, "en", "reward"));
    GrantMade grant = made(customer, "POINTS", 9, false);
    publish(UUID.randomUUID().toString(), GrantMade.TYPE, grant.grantId(), grant);
    String id = awaitMessage(customer, "reward-received", "sent").id();

    as(customer, "customer")
        .get("/v1/messages")
        .then()
        .statusCode(200)
        .body("items[0].id", equalTo(id));
    as(customer, "customer").get("/v1/messages/" + id).then().statusCode(200);
    as("other", "customer").get("/v1/messages/" + id).then().statusCode(404);
    as("other", "customer").get("/v1/messages?customerId=" + customer).then().statusCode(404);
    as("mei", "marketer").get("/v1/messages/" + id).then().statusCode(403);
    as(customer, "customer").body("{}").post("/v1/messages/simulate").then().statusCode(403);
  }

  private static void attributed(String advocate, String friend) {
    String referral = UUID.randomUUID().toString();
    publish(
        UUID.randomUUID().toString(),
        ReferralAttributed.TYPE,
        referral,
        new ReferralAttributed(
            referral, "campaign", "link", advocate, friend, "token", "first-touch", 1, NOW));
  }

  private static GrantMade made(String customer, String asset, long amount, boolean held) {
    return new GrantMade(
        UUID.randomUUID().toString(),
        "rule",
        customer,
        "advocate",
        asset,
        amount,
        "campaign",
        "referral",
        "registered",
        held,
        held ? CONFIRMS : null,
        NOW);
  }

  private static GrantConfirmed confirmed(GrantMade grant) {
    return new GrantConfirmed(
        grant.grantId(),
        grant.ruleId(),
        grant.beneficiaryId(),
        grant.beneficiary(),
        grant.asset(),
        grant.amount(),
        grant.campaignId(),
        grant.cause(),
        grant.occasion(),
        NOW);
  }

  private static GrantReversed reversed(GrantMade grant, long amount, long remaining) {
    return new GrantReversed(
        grant.grantId(),
        grant.ruleId(),
        grant.beneficiaryId(),
        grant.beneficiary(),
        grant.asset(),
        amount,
        grant.campaignId(),
        grant.cause(),
        grant.occasion(),
        remaining,
        false,
        NOW);
  }
}
