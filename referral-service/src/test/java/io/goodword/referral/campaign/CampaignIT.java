package io.goodword.referral.campaign;

import static io.goodword.referral.campaign.CampaignJson.aCampaign;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.goodword.contracts.referral.CampaignEnded;
import io.goodword.contracts.referral.CampaignPaused;
import io.goodword.contracts.referral.CampaignRevised;
import io.goodword.contracts.referral.CampaignStarted;
import io.goodword.kit.sql.Sql;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Tokens;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "referral"))
@Tag("REF-01")
class CampaignIT {

  private static final String MARKETER = Tokens.of("mei", "marketer");

  @Inject Sql sql;
  @Inject Campaigns campaigns;

  @Test
  void shouldWriteADraftWithRuleIdsAndLocation() {
    Response created = create(key(), aCampaign().json());

    created
        .then()
        .statusCode(201)
        .header("ETag", "\"0\"")
        .body("state", equalTo("draft"))
        .body("termsVersion", equalTo(1))
        .body("attribution.model", equalTo("last-touch"))
        .body("attribution.window", equalTo("P30D"))
        .body("rewards.holdingPeriod", contains("PT0S", "P14D"))
        .body("landing.'zh-CN'.button", equalTo("领取咖啡券"))
        .body("destination", equalTo("https://shop.example/welcome"));
    String id = created.path("id");
    assertThat(created.header("Location")).endsWith("/v1/campaigns/" + id);
    assertThat(created.jsonPath().getList("rewards.ruleId", String.class))
        .doesNotHaveDuplicates()
        .allSatisfy(rule -> assertThat(UUID.fromString(rule).version()).isEqualTo(7));
    get(id).then().statusCode(200).body("name", equalTo("Spring"));
  }

  @Test
  void shouldReplayTheAnswerWhenTheKeyComesAgain() {
    String key = key();
    Response first = create(key, aCampaign().json());
    Response second = create(key, aCampaign().json());

    second.then().statusCode(201).header("Idempotency-Replayed", "true");
    assertThat(first.header("Idempotency-Replayed")).isNull();
    assertThat(second.<String>path("id")).isEqualTo(first.<String>path("id"));
    create(key, aCampaign().paying(101).json())
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("idempotency-key-reused"));
  }

  @Test
  void shouldAskForAKeyWhenThereIsNone() {
    given()
        .auth()
        .oauth2(MARKETER)
        .contentType("application/json")
        .body(aCampaign().json())
        .post("/v1/campaigns")
        .then()
        .statusCode(400)
        .body("code", equalTo("idempotency-key-required"));
  }

  @Test
  void shouldStoreNothingWhenARuleIsBroken() {
    long before = rows("campaigns") + rows("idempotency") + rows("outbox");

    create(key(), aCampaign().leadingTo("https://evil.example/").json())
        .then()
        .statusCode(422)
        .body("code", equalTo("invalid-request"))
        .body("violations.field", contains("destination"))
        .body("violations[0].value", equalTo("https://evil.example/"));
    create(key(), aCampaign().json().replace("\"name\"", "\"state\":\"running\",\"name\""))
        .then()
        .statusCode(400)
        .body("violations.field", contains("state"));

    assertThat(rows("campaigns") + rows("idempotency") + rows("outbox")).isEqualTo(before);
  }

  @Test
  @Tag("REF-15")
  void shouldRefuseADepthBeyondDirectRecommendations() {
    create(key(), aCampaign().withRewardDepth(2).json())
        .then()
        .statusCode(422)
        .body("code", equalTo("reward-depth"))
        .body("violations.field", contains("rewardDepth"));
  }

  @Test
  void shouldTellTheWorldWhenItStartsPausesGoesOnAndEnds() {
    String id = created(aCampaign());
    move(id, "start").then().statusCode(200).body("state", equalTo("running"));
    move(id, "start").then().statusCode(200).body("state", equalTo("running"));
    move(id, "pause").then().statusCode(200).body("state", equalTo("paused"));
    move(id, "start").then().statusCode(200).body("state", equalTo("running"));
    move(id, "end").then().statusCode(200).body("state", equalTo("ended"));
    move(id, "start").then().statusCode(409).body("code", equalTo("campaign-ended"));
    move(id, "pause").then().statusCode(409).body("code", equalTo("campaign-ended"));

    List<Topics.Entry> events =
        Topics.await("goodword.referral", 4, Duration.ofSeconds(60), e -> id.equals(e.key()));
    assertThat(events)
        .extracting(event -> event.header("ce_type"))
        .containsExactly(
            CampaignStarted.TYPE, CampaignPaused.TYPE, CampaignStarted.TYPE, CampaignEnded.TYPE);
    assertThat(events.getFirst().text())
        .contains(
            "\"market\":\"CN\"", "\"asset\":\"COUPON:COFFEE\"", "\"holdingPeriod\":\"PT336H\"");
  }

  @Test
  void shouldRefuseToPauseOrEndWhenItWasNeverStarted() {
    String id = created(aCampaign());
    move(id, "pause").then().statusCode(409).body("code", equalTo("campaign-not-started"));
    move(id, "end").then().statusCode(409).body("code", equalTo("campaign-not-started"));
  }

  @Test
  void shouldChangeADraftInEverything() {
    String id = created(aCampaign());
    revise(id, "\"0\"", aCampaign().inMarket("TW").paying(1).withWindow("P7D").json())
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("market", equalTo("TW"))
        .body("termsVersion", equalTo(1));
  }

  @Test
  @Tag("GOV-05")
  void shouldTakeOnlyWhatFavoursCustomersWhenItHasStarted() {
    Response draft = create(key(), aCampaign().json());
    String id = draft.path("id");
    String tag = move(id, "start").header("ETag");

    revise(id, tag, aCampaign().paying(99).json())
        .then()
        .statusCode(409)
        .body("code", equalTo("terms-frozen"))
        .body("violations.field", hasItem("rewards[first-paid-order advocate POINTS].amount"));
    Response better = revise(id, tag, aCampaign().paying(150).holding("P7D").json());
    better.then().statusCode(200).body("termsVersion", equalTo(2));
    assertThat(better.jsonPath().getList("rewards.ruleId"))
        .isEqualTo(draft.jsonPath().getList("rewards.ruleId"));
    revise(id, better.header("ETag"), aCampaign().paying(150).holding("P7D").json())
        .then()
        .statusCode(200)
        .body("termsVersion", equalTo(2));

    assertThat(campaigns.find(id))
        .hasValueSatisfying(
            terms -> {
              assertThat(terms.termsVersion()).isEqualTo(2);
              assertThat(terms.rewards().getLast().amount()).isEqualTo(150);
              assertThat(terms.isOpenAt(Instant.now())).isTrue();
              assertThat(terms.isOpenAt(terms.endsAt())).isFalse();
            });
    assertThat(
            sql.query(
                "select plan->'rewards'->1->>'amount' as amount from campaign_terms"
                    + " where campaign_id = ? order by version",
                row -> row.getString("amount"),
                id))
        .containsExactly("100", "150");
    Topics.await(
        "goodword.referral",
        1,
        Duration.ofSeconds(60),
        event -> id.equals(event.key()) && CampaignRevised.TYPE.equals(event.header("ce_type")));
  }

  @Test
  void shouldRefuseAChangeOfWhatSomebodyElseHasChanged() {
    String id = created(aCampaign());
    given()
        .auth()
        .oauth2(MARKETER)
        .contentType("application/json")
        .body(aCampaign().json())
        .put("/v1/campaigns/" + id)
        .then()
        .statusCode(428)
        .body("code", equalTo("if-match-required"));
    revise(id, "\"7\"", aCampaign().json())
        .then()
        .statusCode(412)
        .body("code", equalTo("changed-meanwhile"));
  }

  @Test
  void shouldEndByItselfWhenItsTimeIsOver() {
    String id = created(aCampaign());
    move(id, "start");
    sql.update("update campaigns set ends_at = ? where id = ?", Instant.now().minusSeconds(1), id);

    campaigns.endOverdue();

    // the calendar of the service may have it in hand, and what others hold is passed over
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> get(id).then().body("state", equalTo("ended")));
  }

  @Test
  void shouldListNewestFirstByPages() {
    String older = created(aCampaign());
    String newer = created(aCampaign());
    Response page = list("?limit=1");
    page.then().statusCode(200).body("items.id", contains(newer));
    list("?limit=1&after=" + page.path("next")).then().body("items.id", contains(older));
    list("?limit=0").then().statusCode(422).body("violations.field", contains("limit"));
    list("?after=***").then().statusCode(400).body("code", equalTo("malformed-cursor"));
  }

  @ParameterizedTest
  @CsvSource({
    "marketer, 201, 200, 200",
    "customer, 403, 403, 403",
    "support, 403, 200, 403",
    "finance, 403, 200, 403",
    "system, 403, 200, 403"
  })
  void shouldLetOnlyMarketersChange(String role, int create, int read, int start) {
    String id = created(aCampaign());
    String token = Tokens.of("somebody", role);
    given()
        .auth()
        .oauth2(token)
        .header("Idempotency-Key", key())
        .contentType("application/json")
        .body(aCampaign().json())
        .post("/v1/campaigns")
        .then()
        .statusCode(create);
    given().auth().oauth2(token).get("/v1/campaigns/" + id).then().statusCode(read);
    given().auth().oauth2(token).post("/v1/campaigns/" + id + "/start").then().statusCode(start);
  }

  @Test
  void shouldAnswerNobodyWithoutAToken() {
    given().get("/v1/campaigns").then().statusCode(401).body("code", equalTo("unauthenticated"));
    given()
        .auth()
        .oauth2(Tokens.forged("mei", "marketer"))
        .get("/v1/campaigns")
        .then()
        .statusCode(401);
  }

  @Test
  void shouldNotFindWhatIsNotThere() {
    get(UUID.randomUUID().toString()).then().statusCode(404).body("code", equalTo("not-found"));
    get("%00").then().statusCode(404);
    list("").then().statusCode(200).body("violations", nullValue());
  }

  private static Response list(String query) {
    return given().auth().oauth2(MARKETER).get("/v1/campaigns" + query);
  }

  private static Response get(String id) {
    return given().urlEncodingEnabled(false).auth().oauth2(MARKETER).get("/v1/campaigns/" + id);
  }

  private static String created(CampaignJson campaign) {
    return create(key(), campaign.json()).then().statusCode(201).extract().path("id");
  }

  private static Response create(String key, String json) {
    return given()
        .auth()
        .oauth2(MARKETER)
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(json)
        .post("/v1/campaigns");
  }

  private static Response revise(String id, String tag, String json) {
    return given()
        .auth()
        .oauth2(MARKETER)
        .header("If-Match", tag)
        .contentType("application/json")
        .body(json)
        .put("/v1/campaigns/" + id);
  }

  private static Response move(String id, String how) {
    return given().auth().oauth2(MARKETER).post("/v1/campaigns/" + id + "/" + how);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private long rows(String table) {
    return sql.first("select count(*) as rows from " + table, row -> row.getLong("rows"))
        .orElseThrow();
  }
}
