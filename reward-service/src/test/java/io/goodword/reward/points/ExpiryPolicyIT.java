package io.goodword.reward.points;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fei;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.points.Purse.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.sql.Sql;
import io.goodword.kit.sql.SqlFailure;
import io.goodword.reward.Api;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import io.goodword.reward.ledger.TimedLedger;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-06")
class ExpiryPolicyIT {

  private static final int COMPARED = 3_000;

  @Inject Ledger ledger;
  @Inject TimedLedger timed;
  @Inject Sql sql;

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  @Tag("RWD-10")
  void shouldKeepEveryVersionWithWhoMadeIt() {
    Purse purse = new Purse(ledger);
    String path = "/v1/assets/" + purse.asset + "/expiry";
    fei().get(path).then().statusCode(404);

    purse
        .put(policy("P12M", "Asia/Shanghai", "P14D", null))
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("rounding", equalTo("day"))
        .body("debt", equalTo("owe"))
        .body("earnedNowExpiresAt", notNullValue());
    fei()
        .header("If-Match", "\"1\"")
        .body(policy(null, "UTC", null, "floor"))
        .put(path)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"");

    as("an", "auditor")
        .get(path)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("validity", nullValue())
        .body("earnedNowExpiresAt", nullValue())
        .body("version", equalTo(2))
        .body("history", hasSize(2))
        .body("history[0].debt", equalTo("floor"))
        .body("history[1].validity", equalTo("P12M"))
        .body("history[1].grace", equalTo("P14D"))
        .body("history[1].changedBy", equalTo("fei"));
    assertThatThrownBy(() -> sql.update("update expiry_policy_changes set changed_by = 'nobody'"))
        .isInstanceOfSatisfying(
            SqlFailure.class, failure -> assertThat(failure.state()).isEqualTo("GW002"));
  }

  @Test
  void shouldNotOverwriteWhatSomebodyElseHasChanged() {
    Purse purse = new Purse(ledger);
    Map<String, Object> policy = policy("P1Y", "UTC", null, null);
    String path = "/v1/assets/" + purse.asset + "/expiry";
    fei().header("If-Match", "\"1\"").body(policy).put(path).then().statusCode(412);
    purse.put(policy).then().statusCode(200);

    purse.put(policy).then().statusCode(428).body("code", equalTo("if-match-required"));
    fei()
        .header("If-Match", "\"7\"")
        .body(policy)
        .put(path)
        .then()
        .statusCode(412)
        .body("code", equalTo("changed-meanwhile"));
    fei().body(policy).put("/v1/assets/NOWHERE/expiry").then().statusCode(404);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "validity, a year",
    "validity, P0D",
    "zone, +08:00",
    "zone, Mars/Olympus",
    "zone, SystemV/EST5",
    "rounding, week",
    "grace, -P1D",
    "debt, forgive"
  })
  void shouldNameTheFieldOfAPolicyThatIsWrong(String field, String value) {
    Purse purse = new Purse(ledger);
    var wrong = new HashMap<String, Object>(policy("P1Y", "UTC", null, null));
    wrong.put(field, value);

    Response answer = purse.put(wrong);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.jsonPath().getString("violations[0].field")).isEqualTo(field);
    fei().get("/v1/assets/" + purse.asset + "/expiry").then().statusCode(404);
  }

  @Test
  void shouldKeepTheDatesOfLotsWhenThePolicyChanges() {
    Purse purse = new Purse(ledger).with(policy("P30D", "UTC", null, null));
    purse.give(10);
    List<Instant> before = purse.expiries();

    fei()
        .header("If-Match", "\"1\"")
        .body(policy("P10D", "UTC", null, null))
        .put("/v1/assets/" + purse.asset + "/expiry")
        .then()
        .statusCode(200);
    purse.give(5);

    assertThat(purse.expiries()).hasSize(2).endsWith(before.getFirst());
    assertThat(purse.remaining()).containsExactly(5, 10);
  }

  /** Two implementations, one calendar: what Java previews is what the database stores. */
  @Test
  void shouldCountInTheDatabaseAsInJava() {
    var random = new Random(20261125);
    List<String> zones =
        List.of(
            "Asia/Shanghai",
            "Asia/Taipei",
            "America/New_York",
            "Europe/Berlin",
            "Europe/Lisbon",
            "Australia/Lord_Howe",
            "America/Havana",
            "America/Sao_Paulo",
            "Pacific/Apia",
            "Asia/Kathmandu",
            "UTC");
    List<String> spans =
        List.of(
            "P12M",
            "P1Y",
            "P1M",
            "P1Y2M10D",
            "P30D",
            "P2W",
            "P1D",
            "PT30S",
            "PT36H",
            "P1DT12H",
            "PT0.25S",
            "P18M",
            "P4Y",
            "P1M1DT1H1M1.000001S");
    var asked = new ArrayList<Map<String, Object>>();
    var expected = new ArrayList<@Nullable Instant>();
    for (int i = 0; i < COMPARED; i++) {
      String zone = zones.get(random.nextInt(zones.size()));
      String span = spans.get(random.nextInt(spans.size()));
      String rounding = random.nextBoolean() ? "day" : "none";
      // every other one near a change of the clock, in the years whose rules no release changes
      Instant at =
          Instant.parse("2008-01-01T00:00:00Z").plusSeconds(random.nextInt(17 * 365 * 86_400));
      var next = ZoneId.of(zone).getRules().nextTransition(at);
      if (random.nextBoolean() && next != null) {
        at = next.getInstant().minusSeconds(random.nextInt(3 * 86_400)).plusSeconds(86_400);
      }
      asked.add(Map.of("at", at, "span", span, "zone", zone, "rounding", rounding));
      expected.add(ExpiryRule.of(span, zone, rounding, null, null).expiryOf(at));
    }

    List<Instant> counted =
        sql.query(
            """
            select lot_expiry((x ->> 'at')::timestamptz, x ->> 'span', x ->> 'zone', x ->> 'rounding') as expires_at
              from jsonb_array_elements(?::jsonb) with ordinality asked (x, place) order by place
            """,
            row -> Sql.instant(row, "expires_at"),
            EventJson.write(asked));

    for (int i = 0; i < COMPARED; i++) {
      assertThat(counted.get(i)).as("%s", asked.get(i)).isEqualTo(expected.get(i));
    }
  }

  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource({
    // Shanghai: earned a second before and at midnight
    "2037-06-30T15:59:59Z, Asia/Shanghai, 2037-07-01T16:00:00Z",
    "2037-06-30T16:00:00Z, Asia/Shanghai, 2037-07-02T16:00:00Z",
    // New York: the last day has 23 hours (spring) and 25 (autumn)
    "2037-03-07T17:00:00Z, America/New_York, 2037-03-09T04:00:00Z",
    "2037-10-31T17:00:00Z, America/New_York, 2037-11-02T05:00:00Z"
  })
  void shouldExpireAtTheEndOfTheLocalDayAtAnEdgeOfSummerTime(
      Instant earned, String zone, Instant expires) {
    Purse purse = new Purse(ledger).with(policy("P1D", zone, null, null));
    timed.apply(
        new Operation.Post(
            fresh("give"), Purpose.of("grant", "test").in(purse.campaign), purse.giving(10)),
        earned);
    assertThat(purse.expiries()).containsExactly(expires);

    assertThat(timed.apply(expiry(purse), expires.minusMillis(1)))
        .isInstanceOf(Outcome.Unchanged.class);
    assertThat(timed.apply(expiry(purse), expires)).isInstanceOf(Outcome.Posted.class);
    assertThat(timed.apply(expiry(purse), expires)).isInstanceOf(Outcome.Unchanged.class);
    assertThat(purse.balance()).isZero();
  }

  /** Switched on while people earn, and while others open their first account of the asset. */
  @Test
  void shouldMissNobodyWhenExpiryIsSwitchedOnDuringEarning() throws Exception {
    Purse purse = new Purse(ledger);
    List<String> people = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      people.add(fresh("person"));
    }
    var switched = new AtomicBoolean();
    List<Callable<Integer>> work = new ArrayList<>();
    for (int worker = 0; worker < 6; worker++) {
      int start = worker;
      work.add(() -> earn(purse, people, start, switched));
    }
    var futures = new ArrayList<Future<Integer>>();
    try (var executor = Executors.newFixedThreadPool(7)) {
      work.forEach(one -> futures.add(executor.submit(one)));
      Response answer = purse.put(policy("P30D", "UTC", null, null));
      switched.set(true);
      assertThat(answer.statusCode()).isEqualTo(200);
    }
    long given = 0;
    for (Future<Integer> future : futures) {
      given += future.get();
    }

    assertThat(purse.classBalance("customer")).isEqualTo(given);
    assertThat(
            sql.first(
                "select sum(l.remaining) from lots l join accounts a on a.id = l.account_id"
                    + " where a.asset = ?",
                row -> row.getLong(1),
                purse.asset))
        .contains(given);
  }

  /** Gives one point at a time, to known and to new people, until a while after the switch. */
  private int earn(Purse purse, List<String> people, int start, AtomicBoolean switched) {
    int given = 0;
    for (int after = 0; after < 10; after += switched.get() ? 1 : 0) {
      String person = given % 3 == 0 ? fresh("new") : people.get((start + given) % people.size());
      List<Leg> legs =
          List.of(Leg.of(purse.budget, -1), Leg.earn(AccountRef.customer(person, purse.asset), 1));
      try {
        ledger.post(fresh("give"), Purpose.of("grant", "test").in(purse.campaign), legs);
        given++;
      } catch (SqlFailure failure) {
        // given up for the switch: nothing was given
        assertThat(failure.state()).isIn("40P01", "40001", "55P03");
      }
    }
    return given;
  }

  private static Operation expiry(Purse purse) {
    return new Operation.Expire(fresh("expire"), Purpose.of("expire", "test"), purse.account);
  }
}
