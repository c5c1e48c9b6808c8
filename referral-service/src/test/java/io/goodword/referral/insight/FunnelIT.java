package io.goodword.referral.insight;

import static io.goodword.referral.testing.Shop.link;
import static io.goodword.referral.testing.Shop.openLink;
import static io.goodword.referral.testing.Shop.paid;
import static io.goodword.referral.testing.Shop.person;
import static io.goodword.referral.testing.Shop.refunded;
import static io.goodword.referral.testing.Shop.registered;
import static io.goodword.referral.testing.Shop.results;
import static io.goodword.referral.testing.Shop.runningCampaign;
import static io.goodword.referral.testing.Shop.runningCampaignWithoutOrderReward;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.goodword.referral.testing.Shop;
import io.goodword.referral.testing.Shop.Link;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "referral"))
@Tag("REF-08")
class FunnelIT {

  @Test
  void shouldCountFromClickToRefundInAllAndByChannel() {
    String campaign = runningCampaign("last-touch", "P30D");
    String alice = person("alice");
    Link link = link(campaign, alice);
    String bob = person("bob");
    String dan = person("dan");
    given()
        .auth()
        .oauth2(Tokens.of(alice, "customer"))
        .contentType("application/json")
        .body("{\"channel\":\"wechat\"}")
        .post("/v1/links/{id}/share-intents", link.linkId())
        .then()
        .statusCode(204);
    results(
        registered(bob, Map.of("token", openLink(link, "wechat"))),
        paid(bob, "o-1", 10_000),
        refunded(bob, "o-1", 500),
        registered(dan, Map.of("code", link.code())));

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                funnel(campaign, "marketer")
                    .statusCode(200)
                    .body("clicks.raw", equalTo(1))
                    .body("clicks.unique", equalTo(1))
                    .body("clicks.bot", equalTo(0))
                    .body("shares.total", equalTo(1))
                    .body("shares.byChannel.wechat", equalTo(1))
                    .body("links", equalTo(1))
                    .body("attributed", equalTo(2))
                    .body("registered", equalTo(2))
                    .body("paid", equalTo(1))
                    .body("revoked", equalTo(1))
                    .body("rates.registeredToPaid", equalTo(0.5f))
                    .body("rates.paidToRevoked", equalTo(1.0f))
                    .body("byChannel.find { it.channel == 'wechat' }.registered", equalTo(1))
                    .body("byChannel.find { it.channel == 'wechat' }.revoked", equalTo(1))
                    .body("byChannel.find { it.channel == 'code' }.registered", equalTo(1))
                    .body(
                        "byChannel.find { it.channel == 'code' }.rates.clickToPaid", nullValue()));

    JsonPath friends =
        given()
            .auth()
            .oauth2(Tokens.of(alice, "customer"))
            .get("/v1/advocates/{id}/referrals", alice)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(friends.getList("items.state")).containsExactly("registered", "partly-revoked");
    assertThat(friends.prettify()).doesNotContain(bob, dan);
    given()
        .auth()
        .oauth2(Tokens.of(bob, "customer"))
        .get("/v1/advocates/{id}/referrals", alice)
        .then()
        .statusCode(404);
  }

  @Test
  @Tag("REF-07")
  void shouldCountAMilestoneWithoutARewardAndNotTellIt() {
    String campaign = runningCampaignWithoutOrderReward();
    Link link = link(campaign, person("alice"));
    String bob = person("bob");
    results(
        registered(bob, Map.of("code", link.code())),
        paid(bob, "o-1", 10_000),
        refunded(bob, "o-1", 10_000));
    funnel(campaign, "finance")
        .statusCode(200)
        .body("paid", equalTo(1))
        .body("revoked", equalTo(1));
    // the binding of a later friend is told after everything above
    String dan = person("dan");
    results(registered(dan, Map.of("code", link.code())));
    Shop.told("milestone.reached", dan, 1);
    assertThat(Shop.allTold(bob))
        .containsExactlyInAnyOrder(
            "io.goodword.referral.referral.attributed.v1",
            "io.goodword.referral.milestone.reached.v1");
  }

  @Test
  void shouldShowTheFunnelToThoseWhoNeedItOnly() {
    String campaign = runningCampaign("first-touch", "P30D");
    for (String role : List.of("marketer", "sales", "finance", "auditor")) {
      funnel(campaign, role).statusCode(200).body("rates.clickToPaid", nullValue());
    }
    for (String role : List.of("customer", "moderator", "support", "system")) {
      funnel(campaign, role).statusCode(403);
    }
    given().get("/v1/campaigns/{id}/funnel", campaign).then().statusCode(401);
    funnel("no-such-campaign", "marketer").statusCode(404);
  }

  private static ValidatableResponse funnel(String campaign, String role) {
    return given()
        .auth()
        .oauth2(Tokens.of("somebody", role))
        .get("/v1/campaigns/{id}/funnel", campaign)
        .then();
  }
}
