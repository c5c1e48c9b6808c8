package io.goodword.reward.ledger;

import static io.goodword.reward.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.contracts.reward.EntryPosted;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A divided budget is one budget to everybody who looks. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-04")
class SlotsIT {

  private static final Duration IDLE = Duration.ofMinutes(5);

  @Inject Ledger ledger;
  @Inject Slots slots;
  @Inject TestClock clock;

  private Dividable first;

  @BeforeEach
  void prepare() {
    first = new Dividable(ledger);
  }

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldBeOneBudgetForWhoeverLooks() {
    first.fund(10_000);
    first.divide(4).statusCode(200).body("slots", equalTo(4)).body("available", equalTo(10_000));
    first.give(100);
    HoldState held = first.hold(fresh("hold"), 300);
    assertThat(held.account().accountClass()).isEqualTo(AccountClass.ESCROW);

    assertThat(first.view("spent")).isEqualTo(100);
    assertThat(first.view("held")).isEqualTo(300);
    assertThat(first.view("available")).isEqualTo(9_600);
    first
        .fund(1_000)
        .body("balance", equalTo(10_900))
        .body("held", equalTo(300))
        .body("available", equalTo(10_600))
        .body("funded", equalTo(11_000));
    ledger.postHold(held.id(), 250L, fresh("confirm"), Purpose.of("confirm", "test"));
    assertThat(first.view("spent")).isEqualTo(350);
    assertThat(first.view("available")).isEqualTo(10_650);
  }

  @Test
  void shouldPayWithAllThatItsSlotsHaveLeft() {
    first.fund(1_000);
    first.divide(4);
    first.give(1);
    HoldState held = first.hold(fresh("hold"), 9);

    assertThatThrownBy(() -> first.give(991))
        .isInstanceOfSatisfying(
            Problem.class, refused -> assertThat(refused.code()).isEqualTo("budget-exhausted"));
    assertThat(first.view("available")).isEqualTo(990);
    first.give(990);
    assertThat(first.view("available")).isZero();

    // what comes back to a slot is there for the next, in the same call too
    List<Outcome> outcomes =
        ledger.apply(
            List.of(
                new Operation.Void(held.id(), null), first.gift(5), first.gift(5), first.gift(4)));
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Posted.class);
    assertThat(outcomes.get(2)).isInstanceOf(Outcome.Refused.class);
    assertThat(outcomes.get(3)).isInstanceOf(Outcome.Posted.class);
    assertThat(first.view("available")).isZero();
  }

  @Test
  void shouldAnswerARepeatedHoldAsBefore() {
    first.fund(10_000);
    first.divide(16);
    String key = fresh("hold");
    HoldState answer = first.hold(key, 10);
    for (int i = 0; i < 8; i++) {
      assertThat(first.hold(key, 10)).isEqualTo(answer);
    }
    assertThatThrownBy(() -> first.hold(key, 11))
        .isInstanceOfSatisfying(
            Problem.class, refused -> assertThat(refused.code()).isEqualTo("already-posted"));
    assertThat(first.view("held")).isEqualTo(10);
  }

  @Test
  void shouldTakeBackToWhereItWasTakenFrom() {
    first.fund(10_000);
    first.divide(2);
    Outcome.Posted given = first.give(100);
    first.divide(0).body("slots", equalTo(0));

    ledger.reverse(given.journalId(), null, "test");

    assertThat(first.view("available")).isEqualTo(10_000);
    assertThat(first.unleased()).isEqualTo(9_900);
    first.give(10_000);
    assertThat(first.view("available")).isZero();
  }

  @Test
  @Tag("RWD-11")
  void shouldTellLeasesInTheSequenceOfTheBudget() throws Exception {
    first.fund(1_000);
    first.divide(4);
    first.give(1);
    first.give(999);

    List<Topics.Entry> told =
        Topics.await(
            "goodword.reward",
            4,
            Duration.ofSeconds(60),
            entry ->
                entry.header("ce_type").equals(EntryPosted.TYPE)
                    && entry.text().contains("\"accountClass\":\"budget\"")
                    && entry.text().contains("\"" + first.campaign + "\""));

    assertThat(told)
        .extracting(entry -> entry.header("ce_sequence"))
        .containsExactly("1", "2", "3", "4");
    assertThat(told)
        .extracting(entry -> entry.text().replaceAll(".*\"kind\":\"(\\w+)\".*", "$1"))
        .containsExactly("fund", "lease", "lease", "grant");
  }

  @Test
  void shouldBringBackWhatIdleSlotsHave() {
    first.fund(1_000);
    first.divide(4);
    first.give(1);
    while (slots.gatherIdle(IDLE)) {
      // what other tests have left
    }
    assertThat(first.unleased()).isLessThan(999);

    clock.setAhead(IDLE.plusSeconds(1));
    while (slots.gatherIdle(IDLE)) {
      // until nothing is idle
    }

    assertThat(first.unleased()).isEqualTo(999);
    assertThat(first.view("available")).isEqualTo(999);
  }

  @Test
  void shouldNameWhatIsWrongWithADivision() {
    first.divide(4).statusCode(422).body("code", equalTo("not-funded"));
    first.fund(1_000);
    first.divide(17).statusCode(422).body("violations[0].field", equalTo("count"));
    first.divide(-1).statusCode(422).body("violations[0].field", equalTo("count"));
    first
        .ask(Map.of("asset", "POINTS"))
        .statusCode(422)
        .body("violations[0].field", equalTo("count"));
    first.ask(Map.of("count", 4)).statusCode(422).body("violations[0].field", equalTo("asset"));
    first
        .ask(Map.of("asset", "NOTHING", "count", 4))
        .statusCode(422)
        .body("code", equalTo("unknown-asset"));
    assertThat(first.view("slots")).isZero();
  }
}
