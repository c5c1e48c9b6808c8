package io.goodword.reward.ledger;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Api.points;
import static io.goodword.reward.Crowd.had;
import static io.goodword.reward.Crowd.inParallel;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.contracts.reward.HoldExpired;
import io.goodword.kit.event.EventJson;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.reward.ledger.Outcome.HoldState;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-02")
class HoldsIT {

  private static final Purpose TEST = Purpose.of("confirm", "test");

  /** So far ahead that no timer of the service gets there. */
  private static final Instant FAR = Instant.parse("2046-01-01T00:00:00Z");

  /** Deadline of a hold that a test reaches only by a step of its own. */
  private static final Instant NEVER_SEEN = FAR.plusSeconds(86_400);

  @Inject Ledger ledger;
  @Inject TimedLedger timed;
  @Inject TestClock clock;

  private final String campaign = fresh("campaign");
  private final String alice = fresh("alice");

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  /** Every step from every state, with what it answers and what it leaves. */
  @ParameterizedTest(name = "{0} then {1}: {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        // earlier step, step, answer, customer has, budget available of 100, still pending
        "-, post, ok, 40, 60, 0",
        "-, post 30, ok, 30, 70, 0",
        "-, post 41, more-than-held, 0, 60, 40",
        "-, void, ok, 0, 100, 0",
        "-, void 10, ok, 0, 70, 30",
        "-, void 41, more-than-held, 0, 60, 40",
        "void 10, post, ok, 30, 70, 0",
        "void 10, void, ok, 0, 100, 0",
        "void 10, void 31, more-than-held, 0, 70, 30",
        "post, post, hold-already-posted, 40, 60, 0",
        "post, post 1, hold-already-posted, 40, 60, 0",
        "post, void, hold-already-posted, 40, 60, 0",
        "post, void 1, hold-already-posted, 40, 60, 0",
        "post 30, post, hold-already-posted, 30, 70, 0",
        "void, post, hold-already-voided, 0, 100, 0",
        "void, post 1, hold-already-voided, 0, 100, 0",
        "void, void, hold-already-voided, 0, 100, 0",
        "void, void 1, hold-already-voided, 0, 100, 0",
        // the deadline, before and after it was noticed
        "-, lapse, ok, 0, 100, 0",
        "void 10, lapse, ok, 0, 100, 0",
        "lapse, post, hold-already-expired, 0, 100, 0",
        "lapse, post 1, hold-already-expired, 0, 100, 0",
        "lapse, void, hold-already-expired, 0, 100, 0",
        "lapse, void 1, hold-already-expired, 0, 100, 0",
        "lapse, lapse, hold-already-expired, 0, 100, 0",
        "post, lapse, hold-already-posted, 40, 60, 0",
        "post 30, lapse, hold-already-posted, 30, 70, 0",
        "void, lapse, hold-already-voided, 0, 100, 0",
        "-, early, unchanged, 0, 60, 40",
        "void 10, early, unchanged, 0, 70, 30"
      })
  @Tag("trap-02")
  void shouldHaveOneOutcome(
      @Nullable String earlier,
      String step,
      String answer,
      long has,
      long available,
      long pending) {
    fund(campaign, "POINTS", 100);
    HoldState hold = hold(40);
    if (earlier != null) {
      assertThat(does(hold.id(), earlier)).isEqualTo("ok");
    }

    assertThat(does(hold.id(), step)).isEqualTo(answer);

    assertThat(points(alice, "balance")).isEqualTo(has);
    assertThat(points(alice, "pending")).isEqualTo(pending);
    assertThat(Api.budget(campaign).getLong("items[0].available")).isEqualTo(available);
  }

  @ParameterizedTest(name = "{0} at the deadline")
  @ValueSource(strings = {"post", "post 1", "void", "void 1"})
  void shouldBeTooLateFromTheDeadlineOnAlsoWhenItWasNotYetNoticed(String step) {
    fund(campaign, "POINTS", 100);
    Instant deadline = FAR.plusSeconds(60);
    UUID hold =
        ((Outcome.Held) timed.apply(operation(fresh("hold"), 40, deadline), FAR)).hold().id();
    Operation late =
        step.startsWith("post")
            ? new Operation.Settle(fresh("settle"), TEST, hold, step.length() > 4 ? 1L : null)
            : new Operation.Void(hold, step.length() > 4 ? 1L : null);

    Outcome outcome = timed.apply(late, deadline);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("hold-already-expired"));
    assertThat(Api.budget(campaign).getLong("items[0].held")).isEqualTo(40);
    assertThat(timed.apply(new Operation.Lapse(hold), deadline)).isInstanceOf(Outcome.Lapsed.class);
    assertThat(Api.budget(campaign).getLong("items[0].available")).isEqualTo(100);
  }

  @Test
  @Tag("RWD-11")
  void shouldGiveAHoldBackByItselfAndTellIt() throws Exception {
    fund(campaign, "POINTS", 100);
    HoldState hold =
        ledger.hold(operation(fresh("hold"), 40, clock.instant().plus(Duration.ofMinutes(15))));
    assertThat(hold.expiresAt()).isNotNull();

    clock.setAhead(Duration.ofMinutes(16));

    String id = hold.id().toString();
    Topics.Entry told =
        Topics.await(
                "goodword.reward",
                1,
                Duration.ofSeconds(60),
                entry -> id.equals(entry.key()) && entry.header("ce_type").equals(HoldExpired.TYPE))
            .getFirst();
    assertThat(told.header("ce_sequence")).isEqualTo("2");
    assertThat(EventJson.read(told.text().getBytes(UTF_8), HoldExpired.class).amount())
        .isEqualTo(40);
    assertThat(Api.budget(campaign).getLong("items[0].available")).isEqualTo(100);
  }

  @Test
  void shouldHaveOneWinnerWhenTheDeadlineRacesWithPostAndVoid() throws Exception {
    fund(campaign, "POINTS", 1_000);
    for (int round = 0; round < 10; round++) {
      Instant deadline = FAR.plusSeconds(60);
      UUID hold =
          ((Outcome.Held) timed.apply(operation(fresh("hold"), 10, deadline), FAR)).hold().id();
      var racers = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 9; i++) {
        Operation step =
            switch (i % 3) {
              case 0 -> new Operation.Settle(fresh("settle"), TEST, hold, null);
              case 1 -> new Operation.Void(hold, null);
              default -> new Operation.Lapse(hold);
            };
        // whoever posts or voids is in time, whoever lapses is not too early
        Instant at = i % 3 == 2 ? deadline : FAR.plusSeconds(59);
        racers.add(() -> !(had(() -> timed.apply(step, at)) instanceof Outcome.Refused));
      }
      assertThat(inParallel(9, racers)).containsOnlyOnce(true);
    }
  }

  @Test
  @Tag("trap-01")
  void shouldCountHoldsWhenABalanceIsChecked() {
    fund(campaign, "POINTS", 3);
    hold(1);
    hold(1);
    hold(1);

    assertThatThrownBy(() -> hold(1))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("budget-exhausted"));
    assertThatThrownBy(
            () ->
                ledger.post(
                    fresh("give"),
                    Purpose.of("grant", "test"),
                    List.of(
                        Leg.of(AccountRef.budget(campaign, "POINTS"), -1),
                        Leg.earn(AccountRef.customer(alice, "POINTS"), 1))))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("budget-exhausted"));
  }

  @Test
  void shouldOpenOneHoldWhenTheBusinessKeyComesAgain() {
    fund(campaign, "POINTS", 100);
    Operation.Hold hold = operation("hold-" + campaign, 40);

    HoldState first = ledger.hold(hold);
    HoldState second = ledger.hold(hold);

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(points(alice, "pending")).isEqualTo(40);
    assertThatThrownBy(() -> ledger.hold(operation("hold-" + campaign, 41)))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("already-posted"));
  }

  @Test
  void shouldHaveOneWinnerWhenPostAndVoidRace() throws Exception {
    fund(campaign, "POINTS", 1_000);
    for (int round = 0; round < 10; round++) {
      UUID hold = hold(10).id();
      List<String> outcomes =
          inParallel(8, 8, turn -> had(() -> does(hold, turn % 2 == 0 ? "post" : "void")));
      assertThat(outcomes).filteredOn("ok"::equals).hasSize(1);
      assertThat(outcomes)
          .filteredOn(outcome -> !outcome.equals("ok"))
          .hasSize(7)
          .allMatch(outcome -> outcome.startsWith("hold-already-"));
    }
  }

  @Test
  void shouldNotFindAHoldThatNobodyOpened() {
    assertThat(does(UUID.fromString("018f0000-0000-7000-8000-00000000dead"), "void"))
        .isEqualTo("not-found");
  }

  private String does(UUID hold, String step) {
    String[] words = step.split(" ");
    Long amount = words.length > 1 ? Long.valueOf(words[1]) : null;
    try {
      switch (words[0]) {
        case "post" -> ledger.postHold(hold, amount, fresh("settle"), TEST);
        case "void" -> ledger.voidHold(hold, amount);
        case "early" -> {
          return lapses(hold, NEVER_SEEN.minusSeconds(1));
        }
        case "lapse" -> {
          return lapses(hold, NEVER_SEEN);
        }
        default -> throw new IllegalArgumentException(step);
      }
      return "ok";
    } catch (Problem refused) {
      return refused.code();
    }
  }

  private String lapses(UUID hold, Instant at) {
    return switch (timed.apply(new Operation.Lapse(hold), at)) {
      case Outcome.Lapsed ignored -> "ok";
      case Outcome.Unchanged ignored -> "unchanged";
      case Outcome.Refused refused -> refused.problem().code();
      case Outcome other -> throw new IllegalStateException("the ledger answered " + other);
    };
  }

  private HoldState hold(long amount) {
    return ledger.hold(operation(fresh("hold"), amount, NEVER_SEEN));
  }

  private Operation.Hold operation(String businessKey, long amount) {
    return operation(businessKey, amount, null);
  }

  private Operation.Hold operation(String businessKey, long amount, @Nullable Instant deadline) {
    return new Operation.Hold(
        businessKey,
        Purpose.of("grant", "test").in(campaign),
        AccountRef.budget(campaign, "POINTS"),
        AccountRef.customer(alice, "POINTS"),
        amount,
        null,
        deadline);
  }
}
