package io.goodword.reward.points;

import static io.goodword.reward.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Assets;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Purpose;
import io.goodword.reward.ledger.TimedLedger;
import io.goodword.reward.points.LotBook.Lot;
import io.goodword.reward.points.LotScript.Step;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of earning, spending, holds, refunds, clawbacks, corrections, redemptions and
 * expiry against the book. Many customers go through their scripts side by side, one ledger call
 * for a step of all of them, at times of the test's own. What differs is shrunk to a script. {@code
 * -Dgoodword.model.sequences=10000} runs as many, {@code -Dgoodword.model.seed} others.
 */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-06")
@Tag("RWD-02")
class LotModelIT {

  private static final int SEQUENCES = Integer.getInteger("goodword.model.sequences", 1_000);
  private static final long SEED = Long.getLong("goodword.model.seed", 20261125L);
  private static final int SIDE_BY_SIDE = 100;
  private static final int STEPS = 14;

  /** One sequence in so many is also run in calls of several operations, and one by one. */
  private static final int IN_CALLS = 10;

  /** Far ahead, so that the timers of the service leave these lots alone. */
  private static final Instant FAR = Instant.parse("2046-12-31T10:00:00Z");

  private static final List<ExpiryRule> RULES =
      List.of(
          ExpiryRule.of("P12M", "Asia/Shanghai", "day", null, "owe"),
          ExpiryRule.of("P30D", "America/New_York", "day", "P7D", "floor"),
          ExpiryRule.of("PT48H", "UTC", "none", "PT12H", "write-off"),
          ExpiryRule.of("P1M", "Europe/Berlin", "none", "P3D", "owe"),
          ExpiryRule.of("P10D", "Australia/Lord_Howe", "day", "P10D", "write-off"),
          ExpiryRule.of(null, "UTC", "day", null, "floor"));

  @Inject Ledger books;
  @Inject TimedLedger ledger;
  @Inject ExpiryPolicies policies;
  @Inject Assets assets;
  @Inject Sql sql;

  private final List<String> codes = new ArrayList<>();
  private int people;

  @BeforeEach
  void havePolicies() {
    String run = fresh("M");
    assets.define(LotActor.GIFT, "gift", 0);
    for (int i = 0; i < RULES.size(); i++) {
      String code = run + "." + i;
      ExpiryRule rule = RULES.get(i);
      assets.define(code, "points", 0);
      for (String campaign : List.of("a-", "b-")) {
        Api.fund(campaign + code, code, Leg.MAX_AMOUNT).then().statusCode(201);
      }
      // the shop refunds more than it was paid, which the rule of the lots must also stand
      books.post(
          fresh("float"),
          Purpose.of("adjust", "test"),
          List.of(
              Leg.of(AccountRef.issuance(code), -Leg.MAX_AMOUNT),
              Leg.of(AccountRef.redemption("shop", code), Leg.MAX_AMOUNT)));
      policies.set(
          code,
          null,
          new ExpiryPolicies.Draft(
              rule.validity() == null ? null : rule.validity().text(),
              rule.zone().getId(),
              rule.rounding().code(),
              rule.grace() == null ? null : rule.grace().text(),
              rule.debt().code()),
          "fei");
      codes.add(code);
    }
  }

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldDoAsTheBookSays() {
    long started = System.nanoTime();
    int done = 0;
    for (int batch = 0; done < SEQUENCES; batch++) {
      // every other time the clock goes back now and then
      List<LotScript> scripts =
          scripts(SEED + batch, Math.min(SIDE_BY_SIDE, SEQUENCES - done), batch % 2 == 0);
      mustHold(SEED + batch, scripts, run(scripts, LotBook::new), LotBook::new);
      done += scripts.size();
    }
    say("sequences as the book says, balances at any time as replayed", done, started);
  }

  /** A call of several operations comes to what as many calls of one come to. */
  @Test
  void shouldComeToTheSameTogetherAsOneByOne() {
    long started = System.nanoTime();
    int done = 0;
    for (int batch = 0; done < SEQUENCES / IN_CALLS; batch++) {
      long seed = SEED + batch;
      var random = new Random(seed);
      List<Instant> moments = LotScript.moments(random, FAR, STEPS, false);
      List<LotScript> scripts = scripts(seed, SIDE_BY_SIDE, false);
      List<List<List<Step>>> calls =
          scripts.stream().map(script -> script.calls(random, moments)).toList();
      List<LotActor> together = actors(scripts, LotBook::new);
      List<LotActor> alone = actors(scripts, LotBook::new);

      Map<Integer, String> failures = new HashMap<>(runner().go(together, calls));
      for (int i = 0; i < scripts.size(); i++) {
        List<List<Step>> singles =
            calls.get(i).stream().flatMap(List::stream).map(List::of).toList();
        int script = i;
        runner()
            .go(List.of(alone.get(i)), List.of(singles))
            .forEach((any, how) -> failures.putIfAbsent(script, "one by one: " + how));
      }
      mustHold(seed, scripts, failures, LotBook::new);
      assertThat(runner().history(together)).isEqualTo(runner().history(alone));
      done += scripts.size();
    }
    say("sequences the same in calls of several as one by one", done, started);
  }

  /** A book that spends the youngest first must be found out, and by a short script. */
  @Test
  void shouldFindAPlantedFaultAndSayHowInFewSteps() {
    Function<ExpiryRule, LotBook> faulty =
        rule ->
            new LotBook(rule) {
              @Override
              List<Lot> order(@Nullable Lot first) {
                return super.order(first).reversed();
              }
            };
    List<LotScript> scripts = scripts(7, SIDE_BY_SIDE, true);
    Map<Integer, String> failures = run(scripts, faulty);
    assertThat(failures).isNotEmpty();

    int first = failures.keySet().stream().sorted().findFirst().orElseThrow();
    LotScript shortest = shrunk(scripts.get(first), faulty);

    assertThat(shortest.steps()).hasSizeBetween(2, 4);
    assertThat(shortest.toString()).contains("EARN");
    assertThat(run(List.of(shortest), faulty)).isNotEmpty();
    assertThat(run(List.of(shortest), LotBook::new)).isEmpty();
  }

  private void mustHold(
      long seed,
      List<LotScript> scripts,
      Map<Integer, String> failures,
      Function<ExpiryRule, LotBook> books) {
    failures.keySet().stream()
        .sorted()
        .findFirst()
        .ifPresent(
            first -> {
              throw new AssertionError(
                  "seed %d, sequence %d: %s%n%s"
                      .formatted(
                          seed, first, failures.get(first), shrunk(scripts.get(first), books)));
            });
  }

  private static void say(String what, int done, long started) {
    System.out.printf(
        "LotModelIT: %d %s, %d steps each, from seed %d, in %d s%n",
        done, what, STEPS, SEED, Duration.ofNanos(System.nanoTime() - started).toSeconds());
  }

  private List<LotScript> scripts(long seed, int count, boolean back) {
    var random = new Random(seed);
    Instant start = FAR.plusSeconds(random.nextInt(400 * 86_400));
    List<Instant> moments = LotScript.moments(random, start, STEPS, back);
    return IntStream.range(0, count)
        .mapToObj(i -> LotScript.random(random, RULES.size(), moments))
        .toList();
  }

  /** Removes steps for as long as what is left still fails. */
  private LotScript shrunk(LotScript failing, Function<ExpiryRule, LotBook> books) {
    LotScript shortest = failing;
    for (int i = shortest.steps().size() - 1; i >= 0; i--) {
      LotScript shorter = shortest.without(i);
      if (!run(List.of(shorter), books).isEmpty()) {
        shortest = shorter;
        i = shortest.steps().size();
      }
    }
    return shortest;
  }

  /** Runs scripts side by side with new customers; what differs, by the index of the script. */
  private Map<Integer, String> run(List<LotScript> scripts, Function<ExpiryRule, LotBook> books) {
    return runner()
        .go(
            actors(scripts, books),
            scripts.stream()
                .map(script -> script.steps().stream().map(List::of).toList())
                .toList());
  }

  private LotRunner runner() {
    return new LotRunner(ledger, sql);
  }

  private List<LotActor> actors(List<LotScript> scripts, Function<ExpiryRule, LotBook> books) {
    List<LotActor> actors = new ArrayList<>();
    for (LotScript script : scripts) {
      ExpiryRule rule = RULES.get(script.policy());
      String code = codes.get(script.policy());
      actors.add(new LotActor(code + "/" + people++, code, rule, books.apply(rule)));
    }
    ledger.apply(actors.stream().map(LotActor::stocked).toList(), FAR);
    return actors;
  }
}
