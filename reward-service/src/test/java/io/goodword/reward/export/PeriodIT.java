package io.goodword.reward.export;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Crowd.had;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.goodword.kit.sql.SqlFailure;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Purpose;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Closes months of long ago, each test the next one, so that nobody else posts into them. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-10")
class PeriodIT {

  private static final YearMonth FIRST = YearMonth.of(2001, 1);

  @Inject Ledger ledger;
  @Inject Sql sql;
  @Inject TestClock clock;

  private final String asset = "POINTS:" + fresh("p");
  private final String campaign = fresh("campaign");
  private YearMonth month = FIRST;

  @BeforeEach
  void theNextMonth() {
    Api.fei().body(Map.of("kind", "points", "scale", 0)).put("/v1/assets/" + asset);
    String last =
        as("an", "auditor").get("/v1/periods?limit=1").jsonPath().getString("items[0].period");
    month = last == null ? FIRST : YearMonth.parse(last).plusMonths(1);
    now(month.atDay(15).atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  @AfterEach
  void booksAreInOrder() {
    JsonPath last = as("an", "auditor").get("/v1/periods?limit=1").jsonPath();
    if ("closing".equals(last.getString("items[0].state"))) {
      month = YearMonth.parse(last.getString("items[0].period"));
      confirm("fay", last.getString("items[0].hash")).then().statusCode(200);
    }
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldBeClosedByTwoPeopleAndReproducedByteForByte() throws Exception {
    give(100);
    afterTheMonth();

    JsonPath closing = close("fei").then().statusCode(200).extract().jsonPath();
    assertThat(closing.getString("period.state")).isEqualTo("closing");
    assertThat(closing.getInt("period.lines"))
        .isGreaterThanOrEqualTo(4)
        .isEqualTo(Files.lines("general-ledger.csv?period=" + month).size());
    assertThat(total(closing, "opening")).isZero();
    assertThat(total(closing, "issued")).isEqualTo(100);
    assertThat(total(closing, "closing")).isEqualTo(100);
    confirm("fei", closing.getString("period.hash"))
        .then()
        .statusCode(409)
        .body("code", equalTo("same-person"));
    confirm("fay", "0".repeat(64)).then().statusCode(409).body("code", equalTo("changed"));
    confirm("fay", closing.getString("period.hash"))
        .then()
        .statusCode(200)
        .body("period.state", equalTo("closed"));
    byte[] ledgerFile = Files.bytes("general-ledger.csv?period=" + month);
    byte[] flowFile = Files.bytes("roll-forward.csv?period=" + month);

    clock.setAhead(Duration.ZERO);
    give(7);

    assertThat(Files.bytes("general-ledger.csv?period=" + month)).isEqualTo(ledgerFile);
    assertThat(Files.bytes("roll-forward.csv?period=" + month)).isEqualTo(flowFile);
    assertThat(Files.mustBeWhole(ledgerFile)).isEqualTo(closing.getString("period.ledgerHash"));
    assertThat(Files.mustBeWhole(flowFile)).isEqualTo(closing.getString("period.flowHash"));
    JsonPath told = as("an", "auditor").get("/v1/periods/" + month).jsonPath();
    assertThat(told.getList("steps.step")).containsExactly("closing", "closed");
    assertThat(told.getList("steps.actor")).containsExactly("fei", "fay");
  }

  @Test
  void shouldRefuseAJournalInsideAClosedMonth() {
    give(100);
    afterTheMonth();
    close("fei").then().statusCode(200);

    // a clock that is behind, and a writer past the facade
    now(month.atEndOfMonth().atStartOfDay().toInstant(ZoneOffset.UTC));
    assertThatThrownBy(() -> give(1))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(409);
              assertThat(problem.code()).isEqualTo("period-closed");
            });
    assertThatThrownBy(
            () ->
                sql.update(
                    "insert into journals (id, kind, business_key, content_hash, effective_at, recorded_at, actor)"
                        + " values (gen_random_uuid(), 'adjust', ?, '', ?, now(), 'x')",
                    fresh("key"),
                    clock.instant()))
        .isInstanceOfSatisfying(
            SqlFailure.class, failure -> assertThat(failure.state()).isEqualTo("GW003"));
    now(month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    give(1);
  }

  @Test
  void shouldCloseMonthsInOrderAfterTheirEnd() {
    close("fei").then().statusCode(409).body("code", equalTo("period-not-over"));
    afterTheMonth();
    close("fei").then().statusCode(200);
    YearMonth wanted = month;
    month = month.plusMonths(1);
    afterTheMonth();
    close("fei").then().statusCode(409).body("code", equalTo("period-before-is-open"));
    month = wanted;
    confirm("fay", hash()).then().statusCode(200);
    confirm("fay", hash()).then().statusCode(409).body("code", equalTo("already-closed"));
    reopen("fay").then().statusCode(409).body("code", equalTo("already-closed"));
    close("fei").then().statusCode(409).body("code", equalTo("period-closed"));
    month = wanted.plusMonths(2);
    afterTheMonth();
    close("fei").then().statusCode(409).body("code", equalTo("period-out-of-order"));
    month = wanted;
    assertThatThrownBy(() -> sql.update("delete from periods where period = ?", wanted.toString()))
        .isInstanceOfSatisfying(
            SqlFailure.class, failure -> assertThat(failure.state()).isEqualTo("GW002"));
    assertThatThrownBy(
            () ->
                sql.update(
                    "update period_totals set closing = 1 where period = ?", wanted.toString()))
        .isInstanceOfSatisfying(
            SqlFailure.class, failure -> assertThat(failure.state()).isEqualTo("GW002"));
  }

  @Test
  void shouldPostAgainWhenAMonthIsOpenedBeforeItIsConfirmed() {
    give(100);
    afterTheMonth();
    close("fei").then().statusCode(200);
    String first = hash();
    reopen("fay").then().statusCode(204);
    as("an", "auditor").get("/v1/periods/" + month).then().statusCode(404);

    now(month.atDay(20).atStartOfDay().toInstant(ZoneOffset.UTC));
    give(5);
    afterTheMonth();
    JsonPath again = close("fei").jsonPath();

    assertThat(again.getString("period.hash")).isNotEqualTo(first);
    assertThat(total(again, "issued")).isEqualTo(105);
    assertThat(again.getList("steps.step")).endsWith("closing", "reopened", "closing");
    confirm("fay", first).then().statusCode(409).body("code", equalTo("changed"));
  }

  /** Whoever posts while the month is being fenced is counted or refused, never in between. */
  @Test
  void shouldCountEveryJournalOrRefuseItWhenPostingRaces() throws Exception {
    var posted = new AtomicInteger();
    var refused = new AtomicInteger();
    give(1);
    Instant late = month.atEndOfMonth().atTime(23, 59, 59).toInstant(ZoneOffset.UTC);
    var work = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 8; i++) {
      work.add(
          () -> {
            for (int n = 0; n < 25; n++) {
              try {
                give(1);
                posted.incrementAndGet();
              } catch (Problem problem) {
                assertThat(problem.code()).isEqualTo("period-closed");
                refused.incrementAndGet();
              }
            }
            return 0;
          });
    }
    // the month has ended for the one who closes it, not for the clocks of those who post
    try (var executor = Executors.newFixedThreadPool(9)) {
      var running = work.stream().map(executor::submit).toList();
      now(late.plus(Duration.ofMinutes(11)));
      Response closed = close("fei");
      now(late.minusSeconds(60));
      for (var one : running) {
        one.get();
      }
      assertThat(closed.statusCode()).isEqualTo(200);
    }
    afterTheMonth();
    int inside = Files.lines("general-ledger.csv?period=" + month).size();

    JsonPath told = as("an", "auditor").get("/v1/periods/" + month).jsonPath();
    assertThat(told.getLong("period.lines")).isEqualTo(inside);
    assertThat(posted.get() + refused.get()).isEqualTo(200);
    confirm("fay", told.getString("period.hash")).then().statusCode(200);
    assertThat(Files.mustBeWhole(Files.bytes("general-ledger.csv?period=" + month)))
        .isEqualTo(told.getString("period.ledgerHash"));
  }

  @Test
  void shouldRefuseWhatIsNoMonth() {
    for (String bad : List.of("2026-13", "never")) {
      as("fei", "finance").post("/v1/periods/" + bad + "/close").then().statusCode(422);
    }
    as("an", "auditor").get("/v1/periods/2031-01").then().statusCode(404);
    as("an", "auditor").get("/v1/periods?after=%25").then().statusCode(400);
  }

  private void now(Instant moment) {
    clock.setAhead(Duration.between(Instant.now(), moment));
  }

  private void afterTheMonth() {
    now(month.plusMonths(1).atDay(1).atTime(0, 11).toInstant(ZoneOffset.UTC));
  }

  private void give(long amount) {
    post("fund", Leg.of(AccountRef.issuance(asset), -amount), Leg.of(budget(), amount));
    post("grant", Leg.of(budget(), -amount), Leg.earn(customer(), amount));
  }

  private void post(String kind, Leg... legs) {
    had(() -> ledger.post(fresh("give"), Purpose.of(kind, "test").in(campaign), List.of(legs)));
  }

  private AccountRef budget() {
    return AccountRef.budget(campaign, asset);
  }

  private AccountRef customer() {
    return AccountRef.customer("alice-" + asset, asset);
  }

  private Response close(String who) {
    return as(who, "finance").post("/v1/periods/" + month + "/close");
  }

  private Response confirm(String who, String hash) {
    return as(who, "finance").body(Map.of("hash", hash)).post("/v1/periods/" + month + "/confirm");
  }

  private Response reopen(String who) {
    return as(who, "finance").post("/v1/periods/" + month + "/reopen");
  }

  private String hash() {
    return as("an", "auditor").get("/v1/periods/" + month).jsonPath().getString("period.hash");
  }

  private long total(JsonPath told, String column) {
    return told.getLong("totals.find { it.asset == '" + asset + "' }." + column);
  }
}
