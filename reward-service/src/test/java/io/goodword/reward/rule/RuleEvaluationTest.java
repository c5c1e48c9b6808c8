package io.goodword.reward.rule;

import static io.goodword.reward.rule.Plans.aRule;
import static io.goodword.reward.rule.Plans.paid;
import static io.goodword.reward.rule.Plans.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.goodword.contracts.commerce.OrderCancelled;
import io.goodword.contracts.commerce.OrderDelivered;
import io.goodword.contracts.commerce.OrderRefunded;
import io.goodword.reward.budget.LimitPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("RWD-03")
class RuleEvaluationTest {

  /** What a rule makes of facts, as the live path does it for one person. */
  private static final class Run {
    private final RuleEvaluation rule;
    private final Map<String, Fact> past;
    private Progress progress = Progress.NONE;
    private final List<Intended> intended = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    Run(Plans plan, Fact... facts) {
      rule = plan.evaluation();
      past = new HashMap<>();
      for (Fact fact : facts) {
        past.put(fact.id(), fact);
        RuleEvaluation.Observed observed = rule.observe(fact);
        faults.addAll(observed.faults());
        for (RuleEvaluation.Sighting sighting : observed.sightings()) {
          RuleEvaluation.Decided decided =
              rule.decide(fact, sighting, progress, id -> Optional.ofNullable(past.get(id)));
          progress = decided.progress();
          intended.addAll(decided.intended());
          faults.addAll(decided.faults());
        }
      }
    }

    List<Long> amounts() {
      return intended.stream().map(Intended::amount).toList();
    }
  }

  @Test
  void shouldMeanToGiveWhatTheLineSays() {
    var run = new Run(aRule().paying("event.amount.amount / 100"), paid("e1", "alice", 12_345));

    assertThat(run.faults).isEmpty();
    assertThat(run.intended)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.ruleId()).isEqualTo("rule-1");
              assertThat(one.version()).isEqualTo(3);
              assertThat(one.fact().id()).isEqualTo("e1");
              assertThat(one.fact().orderId()).contains("order-e1");
              assertThat(one.leg()).isEqualTo("customer.POINTS");
              assertThat(one.role()).isEqualTo("customer");
              assertThat(one.beneficiaryId()).isEqualTo("alice");
              assertThat(one.asset()).isEqualTo("POINTS");
              assertThat(one.amount()).isEqualTo(123);
              assertThat(one.holdingPeriod()).isEqualTo(Duration.ZERO);
              assertThat(one.budget()).isEqualTo("campaign-1");
              assertThat(one.claims()).isEmpty();
            });
  }

  @Test
  void shouldGiveNothingWhenTheConditionDoesNotHoldOrTheEventIsAnother() {
    assertThat(new Run(aRule().when("event.amount.amount > 100"), paid("e", "a", 100)).intended)
        .isEmpty();
    assertThat(new Run(aRule(), registered("r", "a")).intended).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "event.amount.amount - 100, amount-out-of-range, The amount is 0",
    "event.amount.amount - 101, amount-out-of-range, The amount is -1",
    "event.amount.amount * 10000000000001, amount-out-of-range, The amount is 1000000000000100",
    "event.amount.amount / (event.amount.amount - 100), rule-error, A number was divided by zero."
  })
  void shouldRefuseAnAmountThatIsNone(String amount, String code, String message) {
    var run = new Run(aRule().paying(amount), paid("e1", "alice", 100));

    assertThat(run.intended).isEmpty();
    assertThat(run.faults)
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.code()).isEqualTo(code);
              assertThat(fault.message()).startsWith(message);
              assertThat(fault.leg()).isEqualTo("customer.POINTS");
              assertThat(fault.eventId()).isEqualTo("e1");
              assertThat(fault.lost()).isEqualTo(new Fault.Lost("alice", "POINTS", "campaign-1"));
            });
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1000000000000000, 1000000000000000"})
  void shouldGiveTheSmallestAndTheLargestAmount(String amount, long given) {
    assertThat(new Run(aRule().paying(amount), paid("e", "a", 1)).amounts()).containsExactly(given);
  }

  @Test
  void shouldFaultWhenTheBeneficiaryIsNobody() {
    Plans plan = aRule().countedFor("event.customerId").to("event.claim.code");
    assertThat(new Run(plan, paid("e", "alice", 1)).faults)
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.code()).isEqualTo("rule-error");
              assertThat(fault.lost()).isNull();
            });
    assertThat(new Run(aRule().countedFor("event.orderId").to("''"), paid("e", "a", 1)).faults)
        .extracting(Fault::code)
        .containsExactly("no-beneficiary");
    assertThat(new Run(aRule().to("'x" + "y".repeat(100) + "'"), paid("e", "a", 1)).faults)
        .extracting(Fault::code)
        .containsExactly("no-person");
  }

  @Test
  void shouldFaultOnAConditionAndAMeasureThatFail() {
    assertThat(new Run(aRule().when("event.claim.code == 'x'"), paid("e", "a", 1)).faults)
        .extracting(Fault::code, Fault::leg)
        .containsExactly(tuple("rule-error", ""));
    assertThat(
            new Run(
                    aRule().atThresholds(10, 1).measuring("0 - event.amount.amount"),
                    paid("e", "a", 1))
                .faults)
        .extracting(Fault::message)
        .containsExactly("The measure is -1, it must be 0 to 10^15.");
  }

  @Test
  void shouldGiveAtTheFirstAndThirdOrderOnly() {
    var run =
        new Run(
            aRule().atSteps(1, 50, 3, 200),
            paid("a", "alice", 1),
            paid("b", "alice", 1),
            paid("c", "alice", 1),
            paid("d", "alice", 1));
    assertThat(run.amounts()).containsExactly(50L, 200L);
    assertThat(run.intended).extracting(one -> one.fact().id()).containsExactly("a", "c");
  }

  @Test
  void shouldGiveWhenTheSumReachesThresholds() {
    var run =
        new Run(
            aRule().atThresholds(100, 5, 200, 12),
            paid("a", "alice", 99),
            paid("b", "alice", 1),
            paid("c", "alice", 50),
            paid("d", "alice", 900));
    assertThat(run.amounts()).containsExactly(5L, 12L);
    assertThat(new Run(aRule().atThresholds(100, 5, 200, 12), paid("a", "a", 500)).amounts())
        .containsExactly(17L);
  }

  @Test
  void shouldPayTheEventThatWaitedWithItsOwnValues() {
    Plans plan = aRule().paying("event.amount.amount").afterRegistration();

    var before = new Run(plan, registered("r", "alice"), paid("a", "alice", 7));
    var after = new Run(plan, paid("a", "alice", 7), registered("r", "alice"));
    var never = new Run(plan, paid("a", "alice", 7));

    assertThat(before.amounts()).containsExactly(7L);
    assertThat(after.amounts()).containsExactly(7L);
    assertThat(after.intended.getFirst().fact().id()).isEqualTo("a");
    assertThat(never.amounts()).isEmpty();
    assertThat(never.progress.waiting()).hasSize(1);
  }

  @Test
  void shouldTakeARewardBackWithItsOrderButNotWithTheReturnItself() {
    Map<String, Object> values = Map.of("orderId", "order-1");
    assertThat(new Fact("e", OrderDelivered.TYPE, Plans.NOON, "alice", values).orderId())
        .contains("order-1");
    for (String type : List.of(OrderRefunded.TYPE, OrderCancelled.TYPE)) {
      assertThat(new Fact("e", type, Plans.NOON, "alice", values).orderId()).isEmpty();
    }
    assertThat(registered("r", "alice").orderId()).isEmpty();
  }

  @Test
  void shouldForgetAnEventThatWaitedLongerThanFactsAreKept() {
    RuleEvaluation rule = aRule().afterRegistration().evaluation();
    var waiting = new Progress(0, 0, new TreeSet<>(), List.of(new Progress.Pending("old", 0)));
    Fact registration = registered("r", "alice");
    RuleEvaluation.Decided decided =
        rule.decide(
            registration,
            rule.observe(registration).sightings().getFirst(),
            waiting,
            id -> Optional.empty());
    assertThat(decided.intended()).isEmpty();
    assertThat(decided.progress().occurrences()).isEqualTo(1);
  }

  @Test
  void shouldClaimTheLimitsOfTheRuleByItsLine() {
    Plans plan = aRule().within(new LimitPlan(2L, null, null, null, null, 9L, null, null));
    assertThat(new Run(plan, paid("e", "alice", 1)).intended.getFirst().claims())
        .extracting(claim -> claim.key().limitId(), claim -> claim.key().period())
        .containsExactly(
            tuple("rule/rule-1/customer.POINTS/perPerson", ""),
            tuple("rule/rule-1/customer.POINTS/perDay", "2026-11-25"));
  }
}
