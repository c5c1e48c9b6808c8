package io.goodword.reward.ledger;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Api.points;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.Api;
import io.goodword.reward.ledger.Outcome.HoldState;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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
@Tag("RWD-02")
class HoldsIT {

  private static final Purpose TEST = Purpose.of("confirm", "test");

  @Inject Ledger ledger;

  private final String campaign = fresh("campaign");
  private final String alice = fresh("alice");

  @AfterEach
  void booksAreInOrder() {
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
        "void, void 1, hold-already-voided, 0, 100, 0"
      })
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

  @Test
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
      var racers = new ArrayList<Callable<String>>();
      for (int i = 0; i < 8; i++) {
        String step = i % 2 == 0 ? "post" : "void";
        racers.add(() -> does(hold, step));
      }
      var outcomes = new ArrayList<String>();
      try (var executor = Executors.newFixedThreadPool(8)) {
        for (var future : executor.invokeAll(racers)) {
          outcomes.add(future.get());
        }
      }
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
        default -> throw new IllegalArgumentException(step);
      }
      return "ok";
    } catch (Problem refused) {
      return refused.code();
    }
  }

  private HoldState hold(long amount) {
    return ledger.hold(operation(fresh("hold"), amount));
  }

  private Operation.Hold operation(String businessKey, long amount) {
    return new Operation.Hold(
        businessKey,
        Purpose.of("grant", "test").in(campaign),
        AccountRef.budget(campaign, "POINTS"),
        AccountRef.customer(alice, "POINTS"),
        amount,
        null);
  }
}
