package io.goodword.reward.grant;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Crowd.had;
import static io.goodword.reward.Crowd.inParallel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.contracts.referral.MilestoneReached;
import io.goodword.contracts.referral.MilestoneRevoked;
import io.goodword.contracts.reward.GrantRefused;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of budgets, by the milestones of a campaign that pays 100 and 60 points. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-04")
class LimitsIT {

  private static final Instant NOON = Instant.parse("2031-11-25T04:00:00Z");
  private static final int THREADS = 32;

  @Inject Granting granting;
  @Inject Confirming confirming;
  @Inject TestClock clock;
  @Inject Sql sql;

  private final Facts facts = new Facts();

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldGiveExactlyTheLimitOfADayWhenTenTimesAsMuchIsTried() throws Exception {
    fund(facts.campaign, "POINTS", 1_000_000);
    facts.started(1, facts.term("advocate", 10, "PT0S"));
    awaitTerms();
    limit(Map.of("perDay", 200));

    inParallel(
        THREADS, 200, i -> had(() -> reached("referral-" + i, fresh("advocate"), "friend", NOON)));

    assertThat(grants("posted")).isEqualTo(20);
    assertThat(refusals()).isEqualTo(180);
    assertThat(Api.budget(facts.campaign).getLong("items[0].spent")).isEqualTo(200);
    assertThat(taken("perDay", "2031-11-25")).isEqualTo("200 used, 0 reserved");
  }

  @Test
  void shouldCountEachDayOfTheMarketByItself() {
    started("PT0S", 10_000);
    limit(Map.of("perDay", 160));

    reached("a", "friend", Instant.parse("2031-11-25T15:59:59Z"));
    reached("b", "friend", Instant.parse("2031-11-25T15:59:59Z"));
    reached("c", "friend", Instant.parse("2031-11-25T16:00:00Z"));

    assertThat(grants("posted")).isEqualTo(4);
    assertThat(taken("perDay", "2031-11-25")).isEqualTo("160 used, 0 reserved");
    assertThat(taken("perDay", "2031-11-26")).isEqualTo("160 used, 0 reserved");
  }

  @Test
  void shouldTellARefusalBeyondALimitOfAPerson() {
    started("PT0S", 10_000);
    limit(Map.of("perPerson", 150));

    reached("a", fresh("friend"), NOON);
    reached("b", fresh("friend"), NOON.plus(Duration.ofDays(400)));

    List<Topics.Entry> told =
        Topics.await(
            "goodword.reward",
            1,
            Duration.ofSeconds(60),
            entry ->
                entry.header("ce_type").equals(GrantRefused.TYPE)
                    && entry.text().contains(facts.campaign));
    assertThat(told.getFirst().text())
        .contains("\"reason\":\"limit-reached\"", facts.advocate, "\"amount\":100");
    assertThat(
            sql.query(
                "select distinct refusal from grants where campaign_id = ? and state = 'refused'",
                row -> row.getString(1),
                facts.campaign))
        .containsExactly("limit-reached");
  }

  @Test
  @Tag("RWD-02")
  void shouldReserveWhileHeldUseWhenPaidAndGiveBackWhenTakenBack() {
    started("P1D", 10_000);
    limit(Map.of("perWeek", 320));
    reached("a", fresh("friend"), NOON);
    reached("b", fresh("friend"), NOON);
    reached("c", fresh("friend"), NOON);
    assertThat(taken("perWeek", "2031-W48")).isEqualTo("0 used, 320 reserved");

    revoked("a", 300);
    assertThat(taken("perWeek", "2031-W48")).isEqualTo("0 used, 160 reserved");
    reached("d", fresh("friend"), NOON);
    assertThat(taken("perWeek", "2031-W48")).isEqualTo("0 used, 320 reserved");

    clock.setAhead(Duration.between(Instant.now(), NOON.plus(Duration.ofDays(2))));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(taken("perWeek", "2031-W48")).isEqualTo("320 used, 0 reserved"));

    revoked("b", 150);
    assertThat(taken("perWeek", "2031-W48")).isEqualTo("240 used, 0 reserved");
  }

  @Test
  void shouldUseUpNoLimitWhenTheBudgetCannotPay() {
    started("PT0S", 100);
    limit(Map.of("perMonth", 1_000));
    reached("a", fresh("friend"), NOON);

    assertThat(grants("posted")).isEqualTo(1);
    assertThat(taken("perMonth", "2031-11")).isEqualTo("100 used, 0 reserved");
  }

  @Test
  void shouldNeverDeadlockWhenGrantsRefundsAndConfirmationsCross() throws Exception {
    started("PT0S", 10_000_000);
    limit(
        Map.of(
            "perPerson", 100_000,
            "perPersonPerDay", 5_000,
            "perDay", 9_000,
            "perWeek", 20_000,
            "perMonth", 30_000));
    List<String> people = IntStream.range(0, 4).mapToObj(i -> fresh("person")).toList();
    var work = new ArrayList<Callable<Object>>();
    for (int i = 0; i < 240; i++) {
      String referral = "cross-" + i;
      Instant at = NOON.plus(Duration.ofDays(i % 9));
      String advocate = people.get(i % 4);
      String friend = people.get((i + 1 + i / 4 % 3) % 4);
      String refunded = "cross-" + i / 2;
      long part = 1 + i * 7 % 300;
      work.add(() -> had(() -> reached(referral, advocate, friend, at)));
      work.add(() -> had(() -> revoked(refunded, part)));
      if (i % 8 == 0) {
        work.add(() -> had(() -> confirming.due(20)));
      }
    }
    long deadlocks = deadlocks();

    inParallel(THREADS, work);

    assertThat(deadlocks()).isEqualTo(deadlocks);
  }

  @ParameterizedTest
  @CsvSource({
    "perDay, 0, Asia/Shanghai, POINTS, perDay",
    "perPerson, -1, Asia/Shanghai, POINTS, perPerson",
    "perWeek, 1000000000000001, Asia/Shanghai, POINTS, perWeek",
    "perDay, 5, Mars/Olympus, POINTS, zone"
  })
  void shouldNameTheFieldOfALimitThatIsNone(
      String limit, long max, String zone, String asset, String field) {
    put(Map.of("asset", asset, "zone", zone, limit, max))
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo(field));
  }

  @Test
  void shouldReplaceAndShowLimits() {
    limit(Map.of("perDay", 100, "perPerson", 7));
    limit(Map.of("perDay", 50));

    as("an", "auditor")
        .get("/v1/budgets/" + facts.campaign + "/limits")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(1))
        .body("items[0].perDay", equalTo(50))
        .body("items[0].perPerson", equalTo(null));
    put(Map.of("asset", "NOWHERE", "zone", "UTC")).then().statusCode(422);
  }

  private void started(String holdingPeriod, long funded) {
    fund(facts.campaign, "POINTS", funded);
    facts.started(holdingPeriod);
    awaitTerms();
  }

  private void awaitTerms() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                sql.first("select 1 from terms where campaign_id = ?", row -> true, facts.campaign)
                    .isPresent());
  }

  private void limit(Map<String, Object> limits) {
    var body = new HashMap<>(limits);
    body.put("asset", "POINTS");
    body.put("zone", "Asia/Shanghai");
    put(body).then().statusCode(200);
  }

  private Response put(Map<String, Object> body) {
    return as("mei", "marketer").body(body).put("/v1/budgets/" + facts.campaign + "/limits");
  }

  private Void reached(String referral, String friend, Instant at) {
    return reached(referral, facts.advocate, friend, at);
  }

  private Void reached(String referral, String advocate, String friend, Instant at) {
    granting.reached(
        List.of(
            new MilestoneReached(
                facts.campaign + referral,
                facts.campaign,
                1,
                "first-paid-order",
                advocate,
                friend,
                null,
                at)));
    return null;
  }

  private Void revoked(String referral, long refunded) {
    granting.revoked(
        new MilestoneRevoked(
            facts.campaign + referral,
            facts.campaign,
            "first-paid-order",
            facts.advocate,
            facts.friend,
            "order",
            refunded,
            300,
            NOON));
    return null;
  }

  private String taken(String limit, String period) {
    return sql.first(
            "select used || ' used, ' || reserved || ' reserved' from limit_counters"
                + " where limit_id = ? and period_key = ?",
            row -> row.getString(1),
            "budget/" + facts.campaign + "/POINTS/" + limit,
            period)
        .orElse("nothing");
  }

  private long grants(String state) {
    return sql.first(
            "select count(*) from grants where campaign_id = ? and state = ?",
            row -> row.getLong(1),
            facts.campaign,
            state)
        .orElseThrow();
  }

  private long refusals() {
    return sql.first(
            "select count(*) from grants where campaign_id = ? and refusal = 'limit-reached'",
            row -> row.getLong(1),
            facts.campaign)
        .orElseThrow();
  }

  private long deadlocks() {
    return sql.first(
            "select deadlocks from pg_stat_database where datname = current_database()",
            row -> row.getLong(1))
        .orElseThrow();
  }
}
