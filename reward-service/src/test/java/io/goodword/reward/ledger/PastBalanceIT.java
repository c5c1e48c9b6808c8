package io.goodword.reward.ledger;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fei;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The balance at any time is what a replay of the entries up to it gives. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-01")
class PastBalanceIT {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Inject Sql sql;

  private final String campaign = fresh("campaign");
  private final String alice = fresh("alice");

  /** What happened: an amount with its two times. */
  private record Moved(long amount, Instant recorded, Instant effective) {}

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 7, 20261125})
  void shouldEqualAReplayOfTheEntriesUpToAnyTime(long seed) {
    fund(campaign, "POINTS", 1_000_000);
    var random = new Random(seed);
    List<Moved> history = history(random, 30);
    List<Instant> times = new ArrayList<>();
    history.forEach(moved -> times.addAll(List.of(moved.recorded(), moved.effective())));
    IntStream.range(0, 30)
        .forEach(i -> times.add(START.plusSeconds(random.nextInt(120_000) - 10_000)));

    for (Instant at : times) {
      long recorded = 0;
      for (int i = 0; i < history.size(); i++) {
        if (!history.get(i).recorded().isAfter(at)) {
          recorded = sum(history.subList(0, i + 1));
        }
      }
      long effective = sum(history.stream().filter(m -> !m.effective().isAfter(at)).toList());
      assertThat(balance(at, "recorded")).as("recorded at %s", at).isEqualTo(recorded);
      assertThat(balance(at, "effective")).as("effective at %s", at).isEqualTo(effective);
      assertThat(customer(at, "recorded")).isEqualTo(recorded);
      assertThat(customer(at, "effective")).isEqualTo(effective);
    }
    assertThat(balance(null, "recorded")).isEqualTo(sum(history));
  }

  @Test
  void shouldFindTheLastEntryThatWasRecordedWhenTwoClocksDiffer() {
    fund(campaign, "POINTS", 1_000);
    // the second replica's clock is 30 s behind the first one's
    post(10, START, START);
    post(20, START.plusSeconds(60), START);
    post(30, START.plusSeconds(30), START);
    post(40, START.plusSeconds(90), START);

    assertThat(balance(START.plusSeconds(29), "recorded")).isEqualTo(10);
    assertThat(balance(START.plusSeconds(30), "recorded")).isEqualTo(60);
    assertThat(balance(START.plusSeconds(60), "recorded")).isEqualTo(60);
    assertThat(balance(START.plusSeconds(90), "recorded")).isEqualTo(100);
    assertThat(balance(START.minusSeconds(1), "recorded")).isZero();
  }

  @Test
  void shouldTellWhatTheAccountHasNowWithItsHolds() {
    fund(campaign, "POINTS", 100);
    post(10, START, START);

    JsonPath now = read("?asset=POINTS");
    assertThat(now.getLong("posted")).isEqualTo(10);
    assertThat(now.getLong("held")).isZero();
    assertThat(now.getLong("seq")).isEqualTo(1);
    assertThat(now.getString("account.owner")).isEqualTo(alice);
    JsonPath before = read("?asset=POINTS&at=2025-12-31");
    assertThat(before.getLong("posted")).isZero();
    assertThat(before.getLong("seq")).isZero();
    assertThat(before.getString("held")).isNull();
  }

  @Test
  void shouldListEveryEntryOnceInStablePages() {
    fund(campaign, "POINTS", 1_000);
    for (int i = 1; i <= 5; i++) {
      post(i, START.plusSeconds(i), START);
    }
    var sequences = new ArrayList<Integer>();
    String after = "";
    do {
      JsonPath page =
          fei()
              .get("/v1/accounts/customer/" + alice + "/entries?limit=2&after=" + after)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      sequences.addAll(page.getList("items.seq"));
      assertThat(page.<String>getList("items.actor")).containsOnly("test");
      assertThat(page.<String>getList("items.effectiveAt")).containsOnly(START.toString());
      // what comes in between stands on a later page
      post(100, START.plusSeconds(100), START);
      after = sequences.size() < 5 ? page.getString("next") : null;
    } while (after != null);

    assertThat(sequences).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/accounts/treasure/x/balance, 422, invalid-request",
    "/v1/accounts/customer/nobody-at-all/balance, 404, not-found",
    "/v1/accounts/customer/nobody-at-all/entries, 404, not-found",
    "/v1/accounts/customer/nobody-at-all/balance?asset=points, 422, invalid-request",
    "/v1/accounts/issuance/house/balance?at=never, 422, invalid-request",
    "/v1/accounts/issuance/house/balance?by=chance, 422, invalid-request",
    "/v1/accounts/issuance/house/entries?limit=0, 422, invalid-request",
    "/v1/accounts/issuance/house/entries?after=%25%25, 400, malformed-cursor"
  })
  void shouldRefuseWhatCannotBeRead(String path, int status, String code) {
    fund(campaign, "POINTS", 1);

    fei().urlEncodingEnabled(false).get(path).then().statusCode(status).body("code", equalTo(code));
  }

  /** Amounts either way at random times: recorded nearly in order, effective anywhere. */
  private List<Moved> history(Random random, int length) {
    var history = new ArrayList<Moved>();
    Instant clock = START;
    long balance = 0;
    for (int i = 0; i < length; i++) {
      clock = clock.plusSeconds(random.nextInt(1_800));
      Instant recorded = clock.minusSeconds(random.nextInt(25));
      Instant effective = START.plusSeconds(random.nextInt(100_000));
      long amount =
          balance > 0 && random.nextInt(3) == 0
              ? -1 - random.nextLong(balance)
              : 1 + random.nextInt(500);
      balance += amount;
      post(amount, recorded, effective);
      history.add(new Moved(amount, recorded, effective));
    }
    return history;
  }

  /** Posts past the facade, which always takes the present for both times. */
  private void post(long amount, Instant recorded, Instant effective) {
    sql.query(
        "select ledger_apply(?::jsonb, ?::jsonb, ?)",
        row -> true,
        """
        [{"op": "post", "id": "%s", "kind": "adjust", "businessKey": "%s", "hash": "h", "actor": "test",
          "effectiveAt": "%s", "legs": [{"a": 0, "n": %d, "m": "EXACT"}, {"a": 1, "n": %d, "m": "EXACT"}]}]
        """
            .formatted(UUID.randomUUID(), fresh("past"), effective, amount, -amount),
        """
        [{"class": "customer", "owner": "%s", "asset": "POINTS"}, {"class": "budget", "owner": "%s", "asset": "POINTS"}]
        """
            .formatted(alice, campaign),
        recorded);
  }

  private long balance(@Nullable Instant at, String by) {
    return read("?asset=POINTS&by=" + by + (at == null ? "" : "&at=" + at)).getLong("posted");
  }

  private JsonPath read(String query) {
    return as("an", "auditor")
        .get("/v1/accounts/customer/" + alice + "/balance" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private long customer(Instant at, String by) {
    return as(alice, "customer")
        .get("/v1/customers/" + alice + "/balances?at=" + at + "&by=" + by)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getLong("items[0].balance");
  }

  private static long sum(List<Moved> moved) {
    return moved.stream().mapToLong(Moved::amount).sum();
  }
}
