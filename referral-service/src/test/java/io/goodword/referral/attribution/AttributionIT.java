package io.goodword.referral.attribution;

import static io.goodword.referral.testing.Shop.event;
import static io.goodword.referral.testing.Shop.link;
import static io.goodword.referral.testing.Shop.openLink;
import static io.goodword.referral.testing.Shop.paid;
import static io.goodword.referral.testing.Shop.person;
import static io.goodword.referral.testing.Shop.registered;
import static io.goodword.referral.testing.Shop.reportOne;
import static io.goodword.referral.testing.Shop.runningCampaign;
import static io.goodword.referral.testing.Shop.told;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.token.SignedTokens;
import io.goodword.referral.testing.Shop;
import io.goodword.referral.testing.Shop.Link;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Tokens;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "referral"))
@Tag("REF-06")
class AttributionIT {

  @Inject SignedTokens tokens;

  private String campaign;
  private String alice;
  private String bob;
  private Link link;

  @BeforeEach
  void campaignWithLink() {
    campaign = runningCampaign("last-touch", "P30D");
    alice = person("alice");
    bob = person("bob");
    link = link(campaign, alice);
  }

  @Test
  void shouldAttributeARegistrationWithTheTokenOfTheLandingPage() {
    Map<String, Object> event = registered(bob, Map.of("token", openLink(link, "wechat")));
    Map<String, Object> result = reportOne(event);

    assertThat(result)
        .containsEntry("id", event.get("id"))
        .containsEntry("status", "accepted")
        .containsEntry("attributed", true)
        .doesNotContainKeys("reason", "problem");
    String referral = (String) result.get("referralId");
    JsonPath attributed = told("referral.attributed", bob, 1).getFirst();
    assertThat(attributed.getString("referralId")).isEqualTo(referral);
    assertThat(attributed.getString("advocateId")).isEqualTo(alice);
    assertThat(attributed.getString("campaignId")).isEqualTo(campaign);
    assertThat(attributed.getString("linkId")).isEqualTo(link.linkId());
    assertThat(attributed.getString("via")).isEqualTo("token");
    assertThat(attributed.getString("model")).isEqualTo("last-touch");
    JsonPath reached = told("milestone.reached", bob, 1).getFirst();
    assertThat(reached.getString("referralId")).isEqualTo(referral);
    assertThat(reached.getString("milestone")).isEqualTo("registered");
    assertThat(reached.getInt("termsVersion")).isEqualTo(1);
    var fact =
        Topics.await(
                "goodword.commerce",
                1,
                Duration.ofSeconds(60),
                entry -> entry.header("ce_id").equals(event.get("id")))
            .getFirst();
    assertThat(fact.key()).isEqualTo(bob);
    assertThat(fact.header("ce_type")).isEqualTo("io.goodword.commerce.customer.registered.v1");
    assertThat(JsonPath.from(fact.text()).getString("customerId")).isEqualTo(bob);
  }

  @Test
  void shouldAttributeByCodeAsTypedAndByCoupon() {
    String typed = link.code().substring(0, 4) + "-" + link.code().substring(4).toLowerCase();
    assertThat(reportOne(registered(bob, Map.of("code", typed)))).containsEntry("attributed", true);
    assertThat(told("referral.attributed", bob, 1).getFirst().getString("via")).isEqualTo("code");

    String dan = person("dan");
    assertThat(reportOne(registered(dan, Map.of("couponCode", link.couponCode()))))
        .containsEntry("attributed", true);
    assertThat(told("referral.attributed", dan, 1).getFirst().getString("via")).isEqualTo("coupon");
  }

  @Test
  void shouldAttributeAtTheFirstCheckoutWhenTheCodeIsNamedOnlyThere() {
    reportOne(event("customer.registered", bob, Map.of()));
    Map<String, Object> result =
        reportOne(
            event(
                "order.paid",
                bob,
                Map.of(
                    "orderId",
                    "o-1",
                    "amount",
                    Shop.cny(9_900),
                    "claim",
                    Map.of("code", link.code()))));
    assertThat(result).containsEntry("attributed", true);
    JsonPath reached = told("milestone.reached", bob, 1).getFirst();
    assertThat(reached.getString("milestone")).isEqualTo("first-paid-order");
    assertThat(reached.getString("orderId")).isEqualTo("o-1");
  }

  @Test
  void shouldAnswerNotAttributedWithAReasonWhenNobodyIsNamed() {
    assertThat(reportOne(event("customer.registered", bob, Map.of())))
        .containsEntry("status", "accepted")
        .containsEntry("attributed", false)
        .containsEntry("reason", "no-claim")
        .doesNotContainKey("referralId");
    assertThat(reportOne(registered(person("eve"), Map.of("code", "22222222"))))
        .containsEntry("status", "accepted")
        .containsEntry("attributed", false)
        .containsEntry("reason", "unknown-code");
    assertThat(reportOne(paid(bob, "o-1", 9_900)))
        .containsEntry("attributed", false)
        .containsEntry("reason", "no-claim");
  }

  @Test
  void shouldRefuseTheOwnLink() {
    assertThat(reportOne(registered(alice, Map.of("token", openLink(link, "qr")))))
        .containsEntry("attributed", false)
        .containsEntry("reason", "self-referral");
  }

  @Test
  void shouldRefuseAnExistingCustomer() {
    reportOne(event("customer.registered", bob, Map.of("occurredAt", ago(Duration.ofDays(1)))));
    assertThat(reportOne(registered(bob, Map.of("code", link.code()))))
        .containsEntry("attributed", false)
        .containsEntry("reason", "existing-customer");
    String dave = person("dave");
    reportOne(paid(dave, "o-1", 100));
    assertThat(reportOne(registered(dave, Map.of("code", link.code()))))
        .containsEntry("reason", "existing-customer");
  }

  @Test
  void shouldRefuseForgedExpiredAndReusedTokens() {
    String token = openLink(link, "line");
    // every bit of this character counts; the last one has some that do not
    int at = token.length() - 3;
    char other = token.charAt(at) == 'A' ? 'B' : 'A';
    String forged = token.substring(0, at) + other + token.substring(at + 1);
    assertThat(reportOne(registered(bob, Map.of("token", forged))))
        .containsEntry("attributed", false)
        .containsEntry("reason", "token-forged");
    Instant longAgo = Instant.now().minus(Duration.ofDays(31));
    String expired =
        tokens.sign(
            "attribution",
            Map.of(
                "link", link.linkId(),
                "click", UUID.randomUUID().toString(),
                "issued", String.valueOf(longAgo.toEpochMilli())),
            longAgo.plus(Duration.ofDays(30)));
    assertThat(reportOne(registered(person("eve"), Map.of("token", expired))))
        .containsEntry("reason", "token-expired");
    String otherPurpose =
        tokens.sign("review", Map.of("link", link.linkId()), Instant.now().plusSeconds(60));
    assertThat(reportOne(registered(person("eve"), Map.of("token", otherPurpose))))
        .containsEntry("reason", "token-forged");

    assertThat(reportOne(registered(person("dan"), Map.of("token", token))))
        .containsEntry("attributed", true);
    assertThat(reportOne(registered(person("eve"), Map.of("token", token))))
        .containsEntry("attributed", false)
        .containsEntry("reason", "token-reused");
  }

  @Test
  void shouldRefuseOutsideTheWindowAndWhileTheCampaignIsPaused() {
    Instant touched = Instant.now().minus(Duration.ofDays(31));
    String old =
        tokens.sign(
            "attribution",
            Map.of("link", link.linkId(), "issued", String.valueOf(touched.toEpochMilli())),
            Instant.now().plusSeconds(60));
    assertThat(reportOne(registered(bob, Map.of("token", old))))
        .containsEntry("reason", "outside-window");
    Shop.turn(campaign, "pause");
    assertThat(reportOne(registered(person("dan"), Map.of("code", link.code()))))
        .containsEntry("reason", "campaign-not-running");
  }

  @Test
  void shouldRefuseTheSamePaymentInstrumentAndFlagAHousehold() {
    String device = UUID.randomUUID().toString();
    reportOne(
        event(
            "order.paid",
            alice,
            Map.of(
                "orderId",
                "a-1",
                "amount",
                Shop.cny(100),
                "evidence",
                Map.of("paymentHash", device + "-p", "deviceHash", device))));
    assertThat(
            reportOne(
                event(
                    "customer.registered",
                    bob,
                    Map.of(
                        "claim", Map.of("code", link.code()),
                        "evidence", Map.of("paymentHash", device + "-p")))))
        .containsEntry("attributed", false)
        .containsEntry("reason", "same-payment");
    Map<String, Object> flagged =
        reportOne(
            event(
                "customer.registered",
                person("carol"),
                Map.of(
                    "claim", Map.of("code", link.code()),
                    "evidence", Map.of("deviceHash", device))));
    assertThat(flagged).containsEntry("attributed", true);
    JsonPath referral = read(referralOf(flagged), Tokens.of("su", "support"));
    assertThat(referral.getInt("score")).isEqualTo(40);
    assertThat(referral.getBoolean("needsReview")).isTrue();
    assertThat(referral.getList("decision.rule", String.class)).contains("same-device");
  }

  private static String referralOf(Map<String, Object> result) {
    return String.valueOf(result.get("referralId"));
  }

  private static JsonPath read(String referral, String token) {
    return given()
        .auth()
        .oauth2(token)
        .get("/v1/referrals/{id}", referral)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static String ago(Duration duration) {
    return Instant.now().minus(duration).toString();
  }
}
