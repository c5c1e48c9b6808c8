package io.goodword.reward.points;

import static io.goodword.reward.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Assets;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import io.goodword.reward.ledger.TimedLedger;
import io.goodword.reward.points.LotBook.Lot;
import io.goodword.reward.points.LotBook.Seen;
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
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of earning, spending, holds, refunds, clawbacks and expiry against the book.
 * Many customers go through their scripts side by side, one ledger call for a step of all of them,
 * at times of the test's own. {@code -Dgoodword.model.sequences=10000} runs as many, {@code
 * -Dgoodword.model.seed} others.
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
      List<LotScript> scripts = scripts(SEED + batch, Math.min(SIDE_BY_SIDE, SEQUENCES - done));
      Map<Integer, String> failures = run(scripts, LotBook::new);
      if (!failures.isEmpty()) {
        int first = failures.keySet().stream().sorted().findFirst().orElseThrow();
        throw new AssertionError(
            "seed %d, sequence %d: %s%n%s"
                .formatted(
                    SEED + batch,
                    first,
                    failures.get(first),
                    shrunk(scripts.get(first), LotBook::new)));
      }
      done += scripts.size();
    }
    System.out.printf(
        "LotModelIT: %d sequences of %d steps from seed %d as the book says, in %d s%n",
        done, STEPS, SEED, Duration.ofNanos(System.nanoTime() - started).toSeconds());
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
    List<LotScript> scripts = scripts(7, SIDE_BY_SIDE);
    Map<Integer, String> failures = run(scripts, faulty);
    assertThat(failures).isNotEmpty();

    int first = failures.keySet().stream().sorted().findFirst().orElseThrow();
    LotScript shortest = shrunk(scripts.get(first), faulty);

    assertThat(shortest.steps()).hasSizeBetween(2, 4);
    assertThat(shortest.toString()).contains("EARN");
    assertThat(run(List.of(shortest), faulty)).isNotEmpty();
    assertThat(run(List.of(shortest), LotBook::new)).isEmpty();
  }

  private List<LotScript> scripts(long seed, int count) {
    var random = new Random(seed);
    Instant start = FAR.plusSeconds(random.nextInt(400 * 86_400));
    List<Instant> moments = LotScript.moments(random, start, STEPS);
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
    List<LotActor> actors = new ArrayList<>();
    for (LotScript script : scripts) {
      ExpiryRule rule = RULES.get(script.policy());
      String code = codes.get(script.policy());
      actors.add(new LotActor(code + "/" + people++, code, rule, books.apply(rule)));
    }
    Map<Integer, String> failures = new HashMap<>();
    int longest = scripts.stream().mapToInt(script -> script.steps().size()).max().orElse(0);
    for (int round = 0; round < longest; round++) {
      var operations = new ArrayList<Operation>();
      var whose = new ArrayList<Integer>();
      for (int i = 0; i < scripts.size(); i++) {
        if (!failures.containsKey(i)) {
          Optional<Operation> operation =
              actors.get(i).operation(scripts.get(i).steps().get(round));
          if (operation.isPresent()) {
            operations.add(operation.get());
            whose.add(i);
          }
        }
      }
      if (!operations.isEmpty()) {
        Instant at = scripts.getFirst().steps().get(round).at();
        List<Outcome> outcomes = ledger.apply(operations, at);
        for (int i = 0; i < outcomes.size(); i++) {
          int who = whose.get(i);
          Step step = scripts.get(who).steps().get(round);
          actors.get(who).differs(step, outcomes.get(i)).ifPresent(how -> failures.put(who, how));
        }
      }
    }
    compare(actors, failures);
    return failures;
  }

  private void compare(List<LotActor> actors, Map<Integer, String> failures) {
    List<String> owners = actors.stream().map(actor -> actor.owner).toList();
    Map<String, List<Seen>> lots = new HashMap<>();
    sql.query(
        """
        select a.owner, l.campaign_id, l.expires_at, l.amount, l.remaining from accounts a
          join lots l on l.account_id = a.id where a.class = 'customer' and a.owner = any(?)
         order by l.expires_at, l.id
        """,
        row ->
            lots.computeIfAbsent(row.getString("owner"), any -> new ArrayList<>())
                .add(
                    new Seen(
                        row.getString("campaign_id"),
                        Sql.instantOrNull(row, "expires_at"),
                        row.getLong("amount"),
                        row.getLong("remaining"))),
        owners);
    Map<String, Long> debts = new HashMap<>();
    sql.query(
        "select a.owner, -b.posted from accounts a join balances b on b.account_id = a.id"
            + " where a.class = 'debt' and a.owner = any(?)",
        row -> debts.put(row.getString(1), row.getLong(2)) == null,
        owners);
    for (int i = 0; i < actors.size(); i++) {
      LotActor actor = actors.get(i);
      List<Seen> seen = lots.getOrDefault(actor.owner, List.of());
      if (!seen.equals(actor.book.seen())) {
        failures.putIfAbsent(i, "expected lots " + actor.book.seen() + ", but they are " + seen);
      }
      long debt = debts.getOrDefault(actor.owner, 0L);
      if (debt != actor.book.debt()) {
        failures.putIfAbsent(i, "expected debt " + actor.book.debt() + ", but it is " + debt);
      }
    }
  }
}
