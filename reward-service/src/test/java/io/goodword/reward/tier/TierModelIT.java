package io.goodword.reward.tier;

import static io.goodword.reward.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import io.goodword.reward.ledger.TimedLedger;
import io.goodword.reward.tier.Members.Due;
import io.goodword.stack.testing.TestStack;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of earning, taking back and waiting against the book of a member; one to five of
 * the model of lots. {@code -Dgoodword.model.sequences=10000} runs 2,000, {@code
 * -Dgoodword.model.seed} others.
 */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
class TierModelIT {

  private static final int SEQUENCES = Integer.getInteger("goodword.model.sequences", 1_000) / 5;
  private static final long SEED = Long.getLong("goodword.model.seed", 20261125L);
  private static final int SIDE_BY_SIDE = 100;
  private static final int STEPS = 10;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** Far ahead, so that the timer of the service leaves these members alone. */
  private static final Instant FAR = Instant.parse("2046-12-31T10:00:00Z");

  @Inject TimedLedger ledger;
  @Inject Programmes programmes;
  @Inject Members members;
  @Inject Qualifying qualifying;
  @Inject Outbox outbox;
  @Inject Sql sql;

  /** One member on the way through a script. */
  private static final class Actor {
    final String owner = fresh("member");
    final TierBook book;
    final Map<Integer, UUID> journals = new HashMap<>();

    Actor(TierBook book) {
      this.book = book;
    }
  }

  /**
   * What happens at a moment: something is earned, or taken back, or the member is only looked at.
   *
   * @param earned how much, 0 for nothing
   * @param takenBack number of the step whose earning is taken back, -1 for none
   */
  private record Step(int number, Instant at, long earned, int takenBack) {
    @Override
    public String toString() {
      String what =
          earned > 0 ? "EARN " + earned : takenBack < 0 ? "LOOK" : "TAKE_BACK of " + takenBack;
      return "%2d  %s  %s".formatted(number, at, what);
    }
  }

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldHaveTheLevelThatTheBookSays() {
    Club club = club();
    long started = System.nanoTime();
    int done = 0;
    for (int batch = 0; done < SEQUENCES; batch++) {
      List<List<Step>> scripts =
          scripts(new Random(SEED + batch), Math.min(SIDE_BY_SIDE, SEQUENCES - done));
      Map<Integer, String> failures = run(club, scripts, TierBook::new);
      if (!failures.isEmpty()) {
        int first = failures.keySet().stream().sorted().findFirst().orElseThrow();
        throw new AssertionError(
            "seed %d, sequence %d: %s%n%s"
                .formatted(
                    SEED + batch,
                    first,
                    failures.get(first),
                    lines(shrunk(club, scripts.get(first), TierBook::new))));
      }
      done += scripts.size();
    }
    System.out.printf(
        "TierModelIT: %d sequences of %d steps from seed %d as the book says, in %d s%n",
        done, STEPS, SEED, Duration.ofNanos(System.nanoTime() - started).toSeconds());
  }

  /** A book that forgets what was taken back must be found out, and by a short script. */
  @Test
  void shouldFindAPlantedFaultAndSayHowInFewSteps() {
    Club club = club();
    Function<ZoneId, TierBook> faulty =
        zone ->
            new TierBook(zone) {
              @Override
              void takeBack(int step) {
                // forgotten
              }
            };
    List<List<Step>> scripts = scripts(new Random(7), SIDE_BY_SIDE);
    Map<Integer, String> failures = run(club, scripts, faulty);
    assertThat(failures).isNotEmpty();
    int first = failures.keySet().stream().sorted().findFirst().orElseThrow();

    List<Step> shortest = shrunk(club, scripts.get(first), faulty);

    assertThat(shortest).hasSizeBetween(2, 4);
    assertThat(shortest).anyMatch(step -> step.takenBack() >= 0);
    assertThat(run(club, List.of(shortest), TierBook::new)).isEmpty();
  }

  private Club club() {
    Club club = Club.founded().running(Map.of());
    Api.fund(club.campaign, club.asset, 1_000_000_000).then().statusCode(201);
    // afterwards nobody is looked at by the clock of the service any more
    await()
        .atMost(Club.SOON)
        .until(
            () ->
                sql.first(
                        "select called_until is null from tier_programmes where id = ?",
                        row -> row.getBoolean(1),
                        club.id)
                    .orElseThrow());
    return club;
  }

  /** Scripts whose steps happen at the same moments: days apart, or months. */
  private static List<List<Step>> scripts(Random random, int count) {
    List<Instant> moments = new ArrayList<>();
    Instant at = FAR.plusSeconds(random.nextInt(400 * 86_400));
    for (int i = 0; i < STEPS; i++) {
      at = at.plusSeconds(60 + random.nextInt(random.nextInt(3) == 0 ? 300 * 86_400 : 35 * 86_400));
      moments.add(at);
    }
    return IntStream.range(0, count).mapToObj(i -> script(random, moments)).toList();
  }

  private static List<Step> script(Random random, List<Instant> moments) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      List<Step> left =
          steps.stream()
              .filter(step -> step.earned() > 0)
              .filter(step -> steps.stream().noneMatch(o -> o.takenBack() == step.number()))
              .toList();
      int chance = random.nextInt(10);
      if (i == 0 || chance < 4) {
        steps.add(new Step(i, moments.get(i), 1 + random.nextInt(400), -1));
      } else if (chance < 6 && !left.isEmpty()) {
        int which = left.get(random.nextInt(left.size())).number();
        steps.add(new Step(i, moments.get(i), 0, which));
      } else {
        steps.add(new Step(i, moments.get(i), 0, -1));
      }
    }
    return steps;
  }

  private static String lines(List<Step> steps) {
    return steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
  }

  /** Removes steps for as long as what is left still fails. */
  private List<Step> shrunk(Club club, List<Step> failing, Function<ZoneId, TierBook> books) {
    List<Step> shortest = failing;
    for (int i = shortest.size() - 1; i >= 0; i--) {
      List<Step> shorter = new ArrayList<>(shortest);
      shorter.remove(i);
      if (!run(club, List.of(shorter), books).isEmpty()) {
        shortest = shorter;
        i = shortest.size();
      }
    }
    return shortest;
  }

  /** Runs scripts side by side with new members; what differs, by the index of the script. */
  private Map<Integer, String> run(
      Club club, List<List<Step>> scripts, Function<ZoneId, TierBook> books) {
    List<Actor> actors = scripts.stream().map(any -> new Actor(books.apply(ZONE))).toList();
    StoredProgramme programme = programmes.active(club.id).orElseThrow();
    Map<Integer, String> failures = new HashMap<>();
    int longest = scripts.stream().mapToInt(List::size).max().orElse(0);
    for (int round = 0; round < longest; round++) {
      Instant now = scripts.getFirst().get(round).at();
      post(club, scripts, actors, round, now);
      var evaluating =
          new Evaluating(programmes, members, qualifying, outbox, Clock.fixed(now, ZoneOffset.UTC));
      for (int i = 0; i < actors.size(); i++) {
        Actor actor = actors.get(i);
        String owner = actor.owner;
        int found =
            QuarkusTransaction.requiringNew()
                .call(
                    () -> {
                      evaluating.one(new Due(club.id, owner));
                      return members.find(programme, owner).orElseThrow().standing().rank();
                    });
        int wanted = actor.book.look(now);
        if (found != wanted) {
          failures.putIfAbsent(
              i,
              "%s: expected level %d, but it is %d"
                  .formatted(scripts.get(i).get(round), wanted, found));
        }
      }
    }
    return failures;
  }

  private void post(
      Club club, List<List<Step>> scripts, List<Actor> actors, int round, Instant now) {
    List<Operation> operations = new ArrayList<>();
    List<Integer> whose = new ArrayList<>();
    AccountRef budget = AccountRef.budget(club.campaign, club.asset);
    for (int i = 0; i < actors.size(); i++) {
      Step step = scripts.get(i).get(round);
      Actor actor = actors.get(i);
      AccountRef account = AccountRef.customer(actor.owner, club.asset);
      String key = "tier-model/" + actor.owner + "/" + step.number();
      if (step.earned() > 0) {
        operations.add(
            new Operation.Post(
                key,
                Purpose.of("grant", "model").in(club.campaign),
                List.of(Leg.of(budget, -step.earned()), Leg.earn(account, step.earned()))));
        whose.add(i);
        actor.book.earn(step.number(), step.earned(), now);
      } else if (actor.journals.containsKey(step.takenBack())) {
        long amount = actor.book.earned(step.takenBack());
        operations.add(
            new Operation.Post(
                key,
                Purpose.of("reverse", "model").reversing(actor.journals.get(step.takenBack())),
                List.of(Leg.take(account, amount), Leg.of(budget, amount))));
        whose.add(i);
        actor.book.takeBack(step.takenBack());
      }
    }
    List<Outcome> outcomes = operations.isEmpty() ? List.of() : ledger.apply(operations, now);
    for (int i = 0; i < outcomes.size(); i++) {
      Step step = scripts.get(whose.get(i)).get(round);
      if (outcomes.get(i) instanceof Outcome.Posted posted) {
        actors.get(whose.get(i)).journals.put(step.number(), posted.journalId());
      } else {
        throw new IllegalStateException("the ledger answered " + outcomes.get(i));
      }
    }
  }
}
