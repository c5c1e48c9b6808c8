package io.goodword.referral.share;

import static io.goodword.referral.campaign.CampaignJson.aCampaign;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.goodword.contracts.referral.ShareIntended;
import io.goodword.kit.sql.Sql;
import io.goodword.referral.link.RunningCampaign;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Tokens;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "referral"))
@Tag("REF-03")
class ShareIT {

  private static final String ALICE = Tokens.of("alice", "customer");
  private static final String BOB = Tokens.of("bob", "customer");

  @Inject Sql sql;
  @Inject Shares shares;

  @Test
  @Tag("GOV-03")
  void shouldGiveAPayloadWithDisclosureForEveryChannel() {
    String link = RunningCampaign.of(aCampaign()).link("alice").path("linkId");
    Response payloads = get(ALICE, link, "?locale=zh-TW");

    payloads.then().statusCode(200).body("items", hasSize(15));
    assertThat(payloads.jsonPath().getList("items.text", String.class))
        .allSatisfy(text -> assertThat(text).contains("推薦成功後，我也會獲得獎勵。"));
    get(ALICE, link, "?channel=weibo&locale=en")
        .then()
        .body("items.channel", contains("weibo"))
        .body("items[0].title", equalTo("A friend treats you"))
        .body("items[0].disclosure", equalTo("I get a reward too if you join."));
    get(ALICE, link, "?channel=fax").then().statusCode(422);
    get(ALICE, link, "?locale=fr").then().statusCode(422);
  }

  @Test
  void shouldCountIntentsByChannelAndPayNobody() {
    RunningCampaign campaign = RunningCampaign.of(aCampaign());
    String link = campaign.link("alice").path("linkId");
    intend(ALICE, link, "wechat").then().statusCode(204);
    intend(ALICE, link, "wechat").then().statusCode(204);
    intend(ALICE, link, "line").then().statusCode(204);
    intend(ALICE, link, "fax").then().statusCode(422).body("violations.field", contains("channel"));

    assertThat(shares.counts(campaign.id()))
        .isEqualTo(new ShareCounts(3, Map.of("wechat", 2L, "line", 1L)));
    List<Topics.Entry> events =
        Topics.await(
            "goodword.referral",
            3,
            Duration.ofSeconds(60),
            event ->
                link.equals(event.key()) && ShareIntended.TYPE.equals(event.header("ce_type")));
    assertThat(events)
        .hasSize(3)
        .allSatisfy(event -> assertThat(event.text()).doesNotContain("amount", "POINTS"));
    assertThat(
            sql.query(
                "select distinct type from outbox where aggregateid = ?",
                row -> row.getString("type"),
                link))
        .containsExactlyInAnyOrder("io.goodword.referral.link.created.v1", ShareIntended.TYPE);
  }

  @Test
  void shouldShowALinkToItsOwnerOnly() {
    String link = RunningCampaign.of(aCampaign()).link("alice").path("linkId");
    get(BOB, link, "").then().statusCode(404).body("code", equalTo("not-found"));
    intend(BOB, link, "wechat").then().statusCode(404);
    get(ALICE, UUID.randomUUID().toString(), "").then().statusCode(404);
    given().get("/v1/links/" + link + "/share").then().statusCode(401);
  }

  @ParameterizedTest
  @CsvSource({"marketer, 403", "support, 403", "finance, 403", "auditor, 403", "system, 200"})
  void shouldShowALinkToSystemsButNoStaff(String role, int status) {
    String link = RunningCampaign.of(aCampaign()).link("alice").path("linkId");
    get(Tokens.of("somebody", role), link, "").then().statusCode(status);
  }

  private static Response get(String token, String link, String query) {
    return given().auth().oauth2(token).get("/v1/links/" + link + "/share" + query);
  }

  private static Response intend(String token, String link, String channel) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body("{\"channel\":\"" + channel + "\"}")
        .post("/v1/links/" + link + "/share-intents");
  }
}
