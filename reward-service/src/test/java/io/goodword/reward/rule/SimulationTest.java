package io.goodword.reward.rule;

import static io.goodword.reward.rule.Plans.aRule;
import static io.goodword.reward.rule.Plans.paid;
import static io.goodword.reward.rule.Plans.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.goodword.reward.budget.LimitClaim;
import io.goodword.reward.budget.LimitKey;
import io.goodword.reward.budget.LimitPlan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("RWD-03")
class SimulationTest {

  @Test
  void shouldTellWhoWouldHaveGotWhatOnWhichDay() {
    Simulation.Result result =
        run(
            aRule().paying("event.amount.amount / 100").when("event.amount.amount >= 1000"),
            paid("a", "alice", 1_000, Instant.parse("2026-11-24T15:59:59Z")),
            paid("b", "bob", 5_000, Instant.parse("2026-11-24T16:00:00Z")),
            paid("c", "alice", 2_000, Instant.parse("2026-11-25T01:00:00Z")),
            paid("d", "carol", 999));

    assertThat(result.events()).isEqualTo(4);
    assertThat(result.matched()).isEqualTo(3);
    assertThat(result.grants()).isEqualTo(3);
    assertThat(result.people()).isEqualTo(2);
    assertThat(result.costs()).containsExactly(new Simulation.Cost("POINTS", "campaign-1", 3, 80));
    assertThat(result.days())
        .containsExactly(
            new Simulation.Day(LocalDate.of(2026, 11, 24), "POINTS", 1, 10),
            new Simulation.Day(LocalDate.of(2026, 11, 25), "POINTS", 2, 70));
    assertThat(result.told())
        .extracting(Simulation.Grant::eventId, Simulation.Grant::amount)
        .containsExactly(tuple("a", 10L), tuple("b", 50L), tuple("c", 20L));
    assertThat(result.refused()).isEmpty();
    assertThat(result.errors()).isEmpty();
  }

  @Test
  void shouldTellWhichLimitsWouldHaveBitten() {
    Simulation.Result result =
        run(
            aRule().within(new LimitPlan(1L, null, null, null, null, 2L, null, null)),
            paid("a", "alice", 1),
            paid("b", "alice", 1),
            paid("c", "bob", 1),
            paid("d", "carol", 1),
            paid("e", "dave", 1));

    assertThat(result.grants()).isEqualTo(2);
    assertThat(result.refused())
        .containsExactly(
            new Simulation.Refused("rule/rule-1/customer.POINTS/perDay", 2),
            new Simulation.Refused("rule/rule-1/customer.POINTS/perPerson", 1));
  }

  @Test
  void shouldAskTheLimitsOfTheBudgetToo() {
    var simulation =
        new Simulation(
            aRule().evaluation(),
            intended ->
                List.of(
                    new LimitClaim(
                        new LimitKey("budget/campaign-1/POINTS/perDay", "", "d"),
                        true,
                        intended.amount(),
                        25)));
    IntStream.range(0, 4).forEach(i -> simulation.see(paid("e" + i, "c" + i, 1)));
    assertThat(simulation.result().grants()).isEqualTo(2);
    assertThat(simulation.result().refused())
        .containsExactly(new Simulation.Refused("budget/campaign-1/POINTS/perDay", 2));
  }

  @Test
  void shouldTellWhatCouldNotBeDecidedWithItsFirstEvent() {
    Simulation.Result result =
        run(
            aRule().paying("100 / (event.amount.amount - 5)"),
            paid("a", "alice", 6),
            paid("b", "bob", 5),
            paid("c", "bob", 5));
    assertThat(result.grants()).isEqualTo(1);
    assertThat(result.errors())
        .containsExactly(
            new Simulation.Undecided("rule-error", "A number was divided by zero.", "b", 2));
  }

  @Test
  void shouldCountEachPersonByThemselvesAndWaitForRequirements() {
    Simulation.Result result =
        run(
            aRule().atSteps(2, 100).afterRegistration(),
            paid("a", "alice", 1),
            paid("b", "bob", 1),
            paid("c", "alice", 1),
            registered("r", "alice"),
            registered("s", "bob"),
            paid("d", "bob", 1));
    assertThat(result.matched()).isEqualTo(4);
    assertThat(result.told())
        .extracting(Simulation.Grant::eventId, Simulation.Grant::beneficiaryId)
        .containsExactly(tuple("c", "alice"), tuple("d", "bob"));
  }

  @Test
  void shouldTellTheFirstTwoHundredAndCountTheRest() {
    var simulation = new Simulation(aRule().evaluation(), intended -> List.of());
    IntStream.range(0, 250).forEach(i -> simulation.see(paid("e" + i, "c" + i, 1)));
    assertThat(simulation.result().told()).hasSize(Simulation.TOLD);
    assertThat(simulation.result().grants()).isEqualTo(250);
    assertThat(simulation.result().people()).isEqualTo(250);
  }

  @Test
  void shouldNotOverflowWhenSumsAreAbsurd() {
    var simulation =
        new Simulation(aRule().paying("1000000000000000").evaluation(), intended -> List.of());
    IntStream.range(0, 10_000).forEach(i -> simulation.see(paid("e" + i, "c", 1)));
    assertThat(simulation.result().costs().getFirst().amount()).isEqualTo(Long.MAX_VALUE);
  }

  private static Simulation.Result run(Plans plan, Fact... facts) {
    var simulation = new Simulation(plan.evaluation(), intended -> List.of());
    for (Fact fact : facts) {
      simulation.see(fact);
    }
    return simulation.result();
  }
}
