package io.goodword.referral.campaign;

import static io.goodword.referral.campaign.CampaignJson.aCampaign;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.goodword.contracts.referral.CampaignPaused;
import io.goodword.contracts.referral.CampaignStarted;
import io.goodword.contracts.reward.BudgetExhausted;
import io.goodword.kit.event.EventJson;
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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "referral"))
@Tag("RWD-04")
class BudgetPauseIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String MARKETER = Tokens.of("mei", "marketer");

  @Inject Sql sql;

  @Test
  void shouldPauseByItselfWhenTheBudgetEndsAndGoOnWhenAMarketerSaysSo() {
    String id = started(aCampaign());

    exhausted(id, Instant.now());

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                get(id)
                    .then()
                    .body("state", equalTo("paused"))
                    .body("pausedBecause", equalTo("budget-exhausted")));
    move(id, "start")
        .then()
        .statusCode(200)
        .body("state", equalTo("running"))
        .body("pausedBecause", nullValue());
    assertThat(
            Topics.await("goodword.referral", 3, SOON, event -> id.equals(event.key())).stream()
                .map(event -> event.header("ce_type")))
        .containsExactly(CampaignStarted.TYPE, CampaignPaused.TYPE, CampaignStarted.TYPE);
  }

  @Test
  void shouldSayThatAMarketerPausedIt() {
    String id = started(aCampaign());

    move(id, "pause").then().statusCode(200).body("pausedBecause", equalTo("marketer"));
    awaitSeen(exhausted(id, Instant.now()));

    get(id).then().body("pausedBecause", equalTo("marketer"));
  }

  @Test
  void shouldGoOnWhenThePlanSaysSo() {
    String id = started(aCampaign().goingOnWithoutBudget());
    get(id).then().body("pauseWhenBudgetEnds", equalTo(false));

    awaitSeen(exhausted(id, Instant.now()));

    get(id).then().body("state", equalTo("running"));
  }

  @Test
  void shouldPassOverWhatEndedBeforeTheLastStart() {
    String id = started(aCampaign());

    awaitSeen(exhausted(id, Instant.now().minusSeconds(60)));

    get(id).then().body("state", equalTo("running"));
  }

  @Test
  void shouldPassOverDraftsEndedOnesAndProgrammes() {
    String draft = created(aCampaign());
    String ended = started(aCampaign());
    move(ended, "end").then().statusCode(200);

    for (String id : List.of(draft, ended, "programme-1", UUID.randomUUID().toString())) {
      awaitSeen(exhausted(id, Instant.now()));
    }

    get(draft).then().body("state", equalTo("draft"));
    get(ended).then().body("state", equalTo("ended"));
  }

  private static String exhausted(String campaign, Instant at) {
    String event = UUID.randomUUID().toString();
    Topics.publish(
        "goodword.reward",
        campaign,
        Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            event,
            "ce_type",
            BudgetExhausted.TYPE,
            "ce_source",
            "/goodword/test",
            "ce_subject",
            campaign,
            "ce_time",
            at.toString(),
            "content-type",
            "application/json"),
        EventJson.write(new BudgetExhausted(campaign, "POINTS", 100, at)));
    return event;
  }

  private void awaitSeen(String event) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        sql.first(
                            "select 1 from inbox where consumer = 'referral.budget' and event_id = ?",
                            row -> true,
                            event))
                    .isPresent());
  }

  private static String started(CampaignJson campaign) {
    String id = created(campaign);
    move(id, "start").then().statusCode(200);
    return id;
  }

  private static String created(CampaignJson campaign) {
    return given()
        .auth()
        .oauth2(MARKETER)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json")
        .body(campaign.json())
        .post("/v1/campaigns")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static Response get(String id) {
    return given().auth().oauth2(MARKETER).get("/v1/campaigns/" + id);
  }

  private static Response move(String id, String how) {
    return given().auth().oauth2(MARKETER).post("/v1/campaigns/" + id + "/" + how);
  }
}
