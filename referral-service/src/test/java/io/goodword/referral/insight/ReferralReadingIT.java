package io.goodword.referral.insight;

import static io.goodword.referral.testing.Shop.link;
import static io.goodword.referral.testing.Shop.person;
import static io.goodword.referral.testing.Shop.registered;
import static io.goodword.referral.testing.Shop.reportOne;
import static io.goodword.referral.testing.Shop.runningCampaign;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.referral.testing.Shop.Link;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "referral"))
@Tag("REF-06")
class ReferralReadingIT {

  private String campaign = "";
  private String alice = "";
  private String bob = "";
  private Link link = new Link("", "", "");

  @BeforeEach
  void campaignWithLink() {
    campaign = runningCampaign("last-touch", "P30D");
    alice = person("alice");
    bob = person("bob");
    link = link(campaign, alice);
  }

  @Test
  void shouldShowAnAdvocateTheirOwnReferralsWithoutTheFriend() {
    String referral = referralOf(reportOne(registered(bob, Map.of("code", link.code()))));
    JsonPath own = read(referral, Tokens.of(alice, "customer"));
    assertThat(own.getString("state")).isEqualTo("registered");
    assertThat(own.getString("advocateId")).isEqualTo(alice);
    assertThat(own.getMap("$")).doesNotContainKeys("friendId", "decision", "touchpoints", "score");
    given()
        .auth()
        .oauth2(Tokens.of(bob, "customer"))
        .get("/v1/referrals/{id}", referral)
        .then()
        .statusCode(404);
    given()
        .auth()
        .oauth2(Tokens.of(bob, "customer"))
        .get("/v1/referrals?advocateId={id}", alice)
        .then()
        .statusCode(404);
    given()
        .auth()
        .oauth2(Tokens.of(alice, "customer"))
        .get("/v1/referrals?friendId={id}", bob)
        .then()
        .statusCode(403);
    assertThat(
            given()
                .auth()
                .oauth2(Tokens.of("su", "support"))
                .get("/v1/referrals?friendId={id}&campaignId={c}", bob, campaign)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.referralId"))
        .containsExactly(referral);
    given().get("/v1/referrals").then().statusCode(401);
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
}
