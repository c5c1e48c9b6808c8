package io.goodword.reward.adjustment;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Api.points;
import static io.goodword.reward.Crowd.inParallel;
import static io.goodword.reward.adjustment.Asks.approve;
import static io.goodword.reward.adjustment.Asks.rule;
import static io.goodword.reward.adjustment.Asks.send;
import static io.goodword.reward.adjustment.Asks.state;
import static io.goodword.reward.adjustment.Asks.stateOf;
import static io.goodword.reward.adjustment.Asks.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.contracts.reward.AdjustmentDecided;
import io.goodword.contracts.reward.AdjustmentRequested;
import io.goodword.kit.sql.Sql;
import io.goodword.kit.sql.SqlFailure;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-10")
class AdjustmentIT {

  @Inject Adjustments adjustments;
  @Inject Sql sql;
  @Inject TestClock clock;

  private final Asks asks = new Asks();
  private final String campaign = asks.campaign;
  private final String alice = asks.alice;
  private final String su = asks.su;
  private final String fei = asks.fei;

  @BeforeEach
  void aBudgetAndLimits() {
    fund(campaign, "POINTS", 10_000);
    Asks.limits("POINTS", "ida", 100, 200, 300);
  }

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldPostWithTheApprovalAndKeepTheTrail() {
    JsonPath asked = asks.waiting(500);
    String id = asked.getString("id");

    JsonPath approved =
        approve(fei, id, asked.getString("hash")).then().statusCode(200).extract().jsonPath();

    assertThat(approved.getString("state")).isEqualTo("approved");
    assertThat(approved.getString("checker")).isEqualTo(fei);
    assertThat(points(alice, "balance")).isEqualTo(500);
    JsonPath trail = as("an", "auditor").get("/v1/adjustments/" + id).jsonPath();
    assertThat(trail.getList("steps.step")).containsExactly("requested", "approved");
    assertThat(trail.getList("steps.actor")).containsExactly(su, fei);
    assertThat(trail.getList("steps.hash")).containsOnly(asked.getString("hash")).hasSize(2);
    assertThat(trail.getList("steps.note")).containsExactly(null, "seen");
    assertThat(trail.getString("adjustment.journalId")).isEqualTo(approved.getString("journalId"));
    assertThat(
            sql.first(
                "select business_key from journals where id = ?::uuid",
                row -> row.getString(1),
                approved.getString("journalId")))
        .contains("adjustment/" + id);
  }

  @Test
  void shouldNeverPostTwiceWhenTheApprovalIsSentAgain() {
    JsonPath asked = asks.waiting(500);
    String id = asked.getString("id");
    String key = fresh("key");

    Response first = rule(fei, "approve", id, asked.getString("hash"), key);
    Response again = rule(fei, "approve", id, asked.getString("hash"), key);
    sql.update("delete from idempotency where principal = ?", fei);
    Response forgotten = rule(fei, "approve", id, asked.getString("hash"), key);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(forgotten.statusCode()).isEqualTo(409);
    assertThat(forgotten.jsonPath().getString("code")).isEqualTo("already-decided");
    assertThat(points(alice, "balance")).isEqualTo(500);
  }

  @Test
  void shouldRefuseTheMakerAsCheckerAlsoWithTwoRoles() {
    String both = fresh("both");
    JsonPath asked =
        send(both, "support", fresh("key"), asks.body(alice, 500))
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();

    as(both, "support", "finance")
        .header("Idempotency-Key", fresh("key"))
        .body(Map.of("hash", asked.getString("hash")))
        .post("/v1/adjustments/" + asked.getString("id") + "/approve")
        .then()
        .statusCode(409)
        .body("code", equalTo("same-person"));
    assertThatThrownBy(
            () ->
                sql.update(
                    "update adjustments set state = 'rejected', checker = maker, decided_at = now()"
                        + " where id = ?::uuid",
                    asked.getString("id")))
        .isInstanceOfSatisfying(
            SqlFailure.class,
            failure -> assertThat(failure.constraint()).isEqualTo("ck_adjustments_two_people"));
    assertThat(points(alice, "balance")).isZero();
  }

  @Test
  void shouldLetNobodyAdjustTheirOwnAccount() {
    send(alice, "support", fresh("key"), asks.body(alice, 5))
        .then()
        .statusCode(409)
        .body("code", equalTo("own-account"));
    JsonPath asked = asks.waiting(500);
    approve(alice, asked.getString("id"), asked.getString("hash"))
        .then()
        .statusCode(409)
        .body("code", equalTo("own-account"));
  }

  @Test
  void shouldRefuseAnApprovalOfSomethingElse() {
    JsonPath asked = asks.waiting(500);
    JsonPath other = asks.waiting(900);

    approve(fei, asked.getString("id"), other.getString("hash"))
        .then()
        .statusCode(409)
        .body("code", equalTo("changed"));
    assertThatThrownBy(
            () ->
                sql.update(
                    "update adjustments set amount = 900 where id = ?::uuid",
                    asked.getString("id")))
        .isInstanceOfSatisfying(
            SqlFailure.class, failure -> assertThat(failure.state()).isEqualTo("GW002"));
    assertThatThrownBy(
            () ->
                sql.update(
                    "update adjustment_decisions set actor = 'x' where adjustment_id = ?::uuid",
                    asked.getString("id")))
        .isInstanceOfSatisfying(
            SqlFailure.class, failure -> assertThat(failure.state()).isEqualTo("GW002"));
  }

  @Test
  void shouldExpireAtTheDeadlineAndNotBefore() {
    JsonPath asked = asks.waiting(500);
    String id = asked.getString("id");
    clock.setAhead(Duration.ofDays(3).minusMinutes(1));
    adjustments.expire(100);
    assertThat(stateOf(id)).isEqualTo("requested");

    clock.setAhead(Duration.ofDays(3).plusSeconds(1));
    Response late = approve(fei, id, asked.getString("hash"));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.jsonPath().getString("code")).isIn("approval-expired", "already-decided");
    adjustments.expire(100);

    assertThat(stateOf(id)).isEqualTo("expired");
    assertThat(points(alice, "balance")).isZero();
  }

  @Test
  void shouldHaveOneWinnerWhenApproveRejectWithdrawAndExpireRace() throws Exception {
    for (int round = 0; round < 6; round++) {
      String customer = fresh("customer");
      JsonPath asked = send(su, "support", fresh("key"), asks.body(customer, 150)).jsonPath();
      String id = asked.getString("id");
      String hash = asked.getString("hash");
      clock.setAhead(Duration.ofDays(3).minusMillis(round * 20L));

      List<String> outcomes =
          inParallel(
              8,
              9,
              i ->
                  switch (i % 4) {
                    case 0 -> state(rule(fresh("fei"), "approve", id, hash, fresh("key")));
                    case 1 -> state(rule(fresh("fei"), "reject", id, hash, fresh("key")));
                    case 2 -> state(withdraw(su, id));
                    default -> "expired " + adjustments.expire(100);
                  });
      clock.setAhead(Duration.ofDays(4));
      adjustments.expire(100);

      String end = stateOf(id);
      assertThat(outcomes)
          .filteredOn(List.of("approved", "rejected", "withdrawn")::contains)
          .hasSize(end.equals("expired") ? 0 : 1)
          .allMatch(end::equals);
      assertThat(points(customer, "balance")).isEqualTo(end.equals("approved") ? 150 : 0);
      clock.setAhead(Duration.ZERO);
    }
  }

  @Test
  void shouldOweOrRefuseWhenMoreIsTakenThanIsThere() {
    asks.request(su, "support", alice, 30).then().statusCode(201);
    Map<String, Object> taking = asks.body(alice, -50);
    taking.put("reason", "fraud");

    send(fresh("su"), "support", fresh("key"), taking)
        .then()
        .statusCode(422)
        .body("code", equalTo("insufficient-balance"));
    taking.put("onShortage", "owe");
    send(fresh("su"), "support", fresh("key"), taking).then().statusCode(201);

    assertThat(points(alice, "balance")).isZero();
    assertThat(points(alice, "debt")).isEqualTo(20);
    asks.request(fresh("su"), "support", alice, 20).then().statusCode(201);
    assertThat(points(alice, "debt")).isZero();
  }

  @Test
  void shouldGoOnWaitingWhenTheBudgetIsShort() {
    String poor = fresh("campaign");
    fund(poor, "POINTS", 10);
    Map<String, Object> body = asks.body(alice, 500);
    body.put("campaignId", poor);
    JsonPath asked = send(su, "support", fresh("key"), body).jsonPath();

    approve(fei, asked.getString("id"), asked.getString("hash"))
        .then()
        .statusCode(422)
        .body("code", equalTo("budget-exhausted"));
    assertThat(stateOf(asked.getString("id"))).isEqualTo("requested");
    fund(poor, "POINTS", 490);
    approve(fei, asked.getString("id"), asked.getString("hash")).then().statusCode(200);
    assertThat(points(alice, "balance")).isEqualTo(500);
  }

  @Test
  void shouldBeWithdrawnByItsMakerAlone() {
    String id = asks.waiting(500).getString("id");

    withdraw(fresh("su"), id).then().statusCode(409).body("code", equalTo("not-the-maker"));
    withdraw(su, id).then().statusCode(200).body("state", equalTo("withdrawn"));
    withdraw(su, id).then().statusCode(409).body("code", equalTo("already-decided"));
  }

  @Test
  void shouldListByStateInPages() {
    var asked = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      asked.addFirst(asks.waiting(500 + i).getString("id"));
    }
    var listed = new ArrayList<String>();
    String after = "";
    do {
      JsonPath page =
          as("an", "auditor")
              .get("/v1/adjustments?state=requested&limit=2&after=" + after)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      listed.addAll(page.getList("items.id"));
      after = page.getString("next");
    } while (after != null);

    assertThat(listed).doesNotHaveDuplicates();
    assertThat(listed).filteredOn(asked::contains).isEqualTo(asked);
    as("an", "auditor").get("/v1/adjustments?state=lost").then().statusCode(422);
    as("an", "auditor")
        .get("/v1/adjustments/018f0000-0000-7000-8000-00000000dead")
        .then()
        .statusCode(404);
  }

  @Test
  @Tag("RWD-11")
  void shouldTellWhatWasAskedAndDecidedWithoutTheNote() {
    JsonPath asked = asks.waiting(500);
    String id = asked.getString("id");
    approve(fei, id, asked.getString("hash"));

    List<Topics.Entry> told =
        Topics.await("goodword.reward", 2, Duration.ofSeconds(60), entry -> id.equals(entry.key()));

    assertThat(told).extracting(entry -> entry.header("ce_sequence")).containsExactly("1", "2");
    assertThat(told)
        .extracting(entry -> entry.header("ce_type"))
        .containsExactly(AdjustmentRequested.TYPE, AdjustmentDecided.TYPE);
    assertThat(told.get(0).text()).contains(asked.getString("hash")).doesNotContain("sorry");
    assertThat(told.get(1).text()).contains("\"outcome\":\"approved\"").contains(fei);
  }
}
