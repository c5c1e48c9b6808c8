package io.goodword.reward.export;

import static io.goodword.reward.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.reward.ledger.AccountClass;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories: every report is what a replay of the journals says, to the unit. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-10")
class HistoryIT {

  private static final Instant START = Instant.parse("2016-05-01T00:00:00Z");
  private static final Map<String, AccountClass> COLUMNS =
      Map.of(
          "outstanding", AccountClass.CUSTOMER,
          "debt", AccountClass.DEBT,
          "budget", AccountClass.BUDGET,
          "redeemed", AccountClass.REDEMPTION,
          "breakage", AccountClass.BREAKAGE,
          "issuance", AccountClass.ISSUANCE);

  @Inject Ledger ledger;
  @Inject TestClock clock;
  @Inject Sql sql;

  private final String asset = "POINTS:" + fresh("h");
  private final List<String> campaigns = List.of(fresh("campaign"), fresh("campaign"));
  private final List<String> people = List.of(fresh("a"), fresh("b"), fresh("c"));
  private final List<Entry> entries = new ArrayList<>();
  private final List<UUID> reversible = new ArrayList<>();

  private record Entry(Instant at, String campaign, AccountClass type, long amount) {}

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 20261125, 42})
  void shouldSayWhatAReplaySays(long seed) throws Exception {
    var random = new Random(seed);
    Api.fei().body(Map.of("kind", "points", "scale", 0)).put("/v1/assets/" + asset);
    for (int step = 0; step < 120; step++) {
      clock.setAhead(Duration.between(Instant.now(), START.plus(Duration.ofHours(step))));
      step(step < 2 ? 0 : random.nextInt(7), step < 2 ? step : random.nextInt(2), random);
    }
    Instant end = START.plus(Duration.ofHours(120));
    clock.setAhead(Duration.between(Instant.now(), end));

    for (int i = 0; i < 12; i++) {
      Instant at = START.plus(Duration.ofMinutes(random.nextInt(120 * 60)));
      String by = i % 2 == 0 ? "recorded" : "effective";
      mustReplay(at, Files.lines("liability.csv?at=" + at + "&by=" + by));
    }
    mustReplay(end, Files.lines("liability.csv"));
    assertThat(Files.trialBalance(asset).values().stream().mapToInt(value -> value).sum()).isZero();
    Files.trialBalance(asset)
        .forEach(
            (type, balance) ->
                assertThat(sum(end, null, AccountClass.of(type))).isEqualTo(balance.longValue()));
    mustRollForward(random, end);
  }

  /** A kind that is added to the books must be given a word in the reports. */
  @Test
  void shouldHaveAWordForEveryKindOfJournal() {
    String rule =
        sql.first(
                "select pg_get_constraintdef(oid) from pg_constraint where conname = 'ck_journals_kind'",
                row -> row.getString(1))
            .orElseThrow();
    var kinds =
        Pattern.compile("'([a-z-]+)'")
            .matcher(rule)
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(kinds).contains("grant", "spend").hasSizeGreaterThanOrEqualTo(10);
    assertThat(kinds)
        .allSatisfy(kind -> assertThat(Movement.of(kind, null, true)).isNotEqualTo(Movement.OTHER));
  }

  private void mustReplay(Instant at, List<Files.Line> lines) {
    for (Files.Line line : lines) {
      if (line.cell("asset").equals(asset)) {
        String campaign = line.cell("scope").equals("total") ? null : line.cell("campaign_id");
        COLUMNS.forEach(
            (column, type) ->
                assertThat(line.number(column))
                    .as("%s of %s at %s", column, campaign, at)
                    .isEqualTo(sum(at, campaign, type)));
      }
    }
  }

  private void mustRollForward(Random random, Instant end) throws Exception {
    Instant from = START.minusSeconds(1);
    long opening = 0;
    while (from.isBefore(end)) {
      Instant to = from.plus(Duration.ofMinutes(1 + random.nextInt(40 * 60)));
      to = to.isAfter(end) ? end : to;
      for (Files.Line line : Files.lines("roll-forward.csv?from=%s&to=%s".formatted(from, to))) {
        if (line.cell("asset").equals(asset)) {
          assertThat(line.number("opening")).isEqualTo(opening);
          opening = line.number("closing");
          assertThat(
                  line.number("opening")
                      + line.number("issued")
                      - line.number("redeemed")
                      - line.number("expired")
                      - line.number("reversed")
                      + line.number("adjusted"))
              .isEqualTo(opening);
          assertThat(line.number("other")).isZero();
          assertThat(opening)
              .isEqualTo(sum(to, null, AccountClass.CUSTOMER) + sum(to, null, AccountClass.DEBT));
        }
      }
      from = to;
    }
  }

  private void step(int what, int which, Random random) {
    String campaign = campaigns.get(which);
    AccountRef person = AccountRef.customer(people.get(random.nextInt(3)), asset);
    AccountRef budget = AccountRef.budget(campaign, asset);
    long amount = 1 + random.nextInt(60);
    switch (what) {
      case 0 ->
          post(campaign, "fund", Leg.of(AccountRef.issuance(asset), -500), Leg.of(budget, 500));
      case 1, 2 -> post(campaign, "grant", Leg.of(budget, -amount), Leg.earn(person, amount));
      case 3 ->
          post(
              null,
              "spend",
              Leg.of(person, -amount),
              Leg.of(AccountRef.redemption("shop", asset), amount));
      case 4 ->
          post(null, "expire", Leg.of(person, -amount), Leg.of(AccountRef.breakage(asset), amount));
      case 5 -> post(campaign, "adjust", Leg.of(budget, amount), Leg.take(person, amount));
      default -> {
        if (!reversible.isEmpty()) {
          remember(
              ledger.reverse(
                  reversible.remove(random.nextInt(reversible.size())), null, "history"));
        }
      }
    }
  }

  private void post(@Nullable String campaign, String kind, Leg... legs) {
    Purpose purpose = Purpose.of(kind, "history");
    Outcome outcome =
        ledger
            .apply(
                List.of(
                    new Operation.Post(
                        fresh("step"),
                        campaign == null ? purpose : purpose.in(campaign),
                        List.of(legs))))
            .getFirst();
    if (outcome instanceof Outcome.Posted posted) {
      remember(posted);
      if (kind.equals("grant") || kind.equals("spend")) {
        reversible.add(posted.journalId());
      }
    }
  }

  private void remember(Outcome.Posted posted) {
    String campaign =
        sql.query(
                "select coalesce(campaign_id, '') from journals where id = ?",
                row -> row.getString(1),
                posted.journalId())
            .getFirst();
    posted
        .books()
        .forEach(
            book ->
                entries.add(
                    new Entry(posted.recordedAt(), campaign, book.accountClass(), book.amount())));
  }

  private long sum(Instant before, @Nullable String campaign, AccountClass type) {
    return entries.stream()
        .filter(entry -> entry.at().isBefore(before) && entry.type() == type)
        .filter(entry -> campaign == null || entry.campaign().equals(campaign))
        .mapToLong(Entry::amount)
        .sum();
  }
}
