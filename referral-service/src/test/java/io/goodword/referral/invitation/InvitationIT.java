package io.goodword.referral.invitation;

import static io.goodword.referral.campaign.CampaignJson.aCampaign;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.kit.sql.Sql;
import io.goodword.referral.link.RunningCampaign;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "referral"))
@Tag("REF-04")
@Tag("GOV-05")
class InvitationIT {

  private static final String ALICE = Tokens.of("alice", "customer");
  private static final String ADDRESS = "canary-5512@friend.example";

  @Inject Sql sql;

  @ParameterizedTest
  @ValueSource(strings = {"CN", "TW", "EU", "US", "default"})
  void shouldRefuseInEveryMarketAndKeepNothing(String market) {
    RunningCampaign campaign = RunningCampaign.of(aCampaign().inMarket(market));

    Response refused = invite(ALICE, campaign.id(), "email");

    refused
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("code", equalTo("policy-forbids"))
        .body("detail", containsString("L1"));
    assertThat(refused.asString()).doesNotContain(ADDRESS);
    for (String table : tables()) {
      assertThat(
              sql.first(
                  "select count(*) as hits from " + table + " t where t::text like ?",
                  row -> row.getLong("hits"),
                  "%canary-5512%"))
          .as(table)
          .contains(0L);
    }
  }

  @Test
  void shouldNameTheFieldWhenTheRequestIsMalformed() {
    String campaign = RunningCampaign.of(aCampaign()).id();
    invite(ALICE, campaign, "fax").then().statusCode(422);
    invite(ALICE, UUID.randomUUID().toString(), "email").then().statusCode(404);
    given()
        .auth()
        .oauth2(ALICE)
        .contentType("application/json")
        .body("{}")
        .post("/v1/invitations")
        .then()
        .statusCode(422);
  }

  @ParameterizedTest
  @CsvSource({"marketer", "support", "finance", "system"})
  void shouldBeForCustomersOnly(String role) {
    invite(Tokens.of("somebody", role), UUID.randomUUID().toString(), "email")
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
  }

  @Test
  void shouldShowThePackOfAMarketToStaff() {
    policy("marketer", "CN")
        .then()
        .statusCode(200)
        .body("market", equalTo("CN"))
        .body("serverSentInvitations.allowed", equalTo(false))
        .body("serverSentInvitations.law", containsString("PIPL"))
        .body("rewardDepth.max", equalTo(1))
        .body("prizeCap.amount", equalTo(5_000_000))
        .body("disclosure.'zh-CN'.landing", equalTo("推荐成功后，邀请您的朋友也会获得奖励。"));
    policy("auditor", "ZZ").then().statusCode(200).body("market", equalTo("default"));
    policy("customer", "CN").then().statusCode(403);
    given().get("/v1/policies/CN").then().statusCode(401);
  }

  private List<String> tables() {
    return sql.query(
        "select tablename from pg_tables where schemaname = 'public'",
        row -> row.getString("tablename"));
  }

  private static Response policy(String role, String market) {
    return given().auth().oauth2(Tokens.of("somebody", role)).get("/v1/policies/" + market);
  }

  private static Response invite(String token, String campaign, String channel) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(
            "{\"campaignId\":\"%s\",\"channel\":\"%s\",\"address\":\"%s\"}"
                .formatted(campaign, channel, ADDRESS))
        .post("/v1/invitations");
  }
}
