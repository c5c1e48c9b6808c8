package io.goodword.reward.rule;

import static io.goodword.reward.rule.Plans.aRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.rule.RuleVersion.State;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("RWD-03")
class RuleVersionTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final RulePlan PLAN = aRule().program().plan();

  @ParameterizedTest
  @CsvSource({"DRAFT, SIMULATED", "SIMULATED, SIMULATED", "ACTIVE, ACTIVE", "RETIRED, RETIRED"})
  void shouldBecomeSimulatedOnlyAsADraft(State state, State after) {
    assertThat(in(state).simulated(NOW).state()).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({
    "DRAFT, not-simulated",
    "SIMULATED, ",
    "ACTIVE, already-active",
    "RETIRED, rule-retired"
  })
  void shouldActivateOnlyWhenSimulated(State state, String code) {
    RuleVersion version = in(state);
    if (code == null) {
      RuleVersion active = version.activated(version.hash(), "mei", NOW);
      assertThat(active.state()).isEqualTo(State.ACTIVE);
      assertThat(active.activatedBy()).isEqualTo("mei");
      assertThat(active.activatedAt()).isEqualTo(NOW);
    } else {
      assertThatThrownBy(() -> version.activated(version.hash(), "mei", NOW))
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }
  }

  @ParameterizedTest
  @CsvSource({"DRAFT, RETIRED", "SIMULATED, RETIRED", "ACTIVE, RETIRED", "RETIRED, RETIRED"})
  void shouldRetireFromEverywhere(State state, State after) {
    RuleVersion retired = in(state).retired(NOW.plusSeconds(1));
    assertThat(retired.state()).isEqualTo(after);
    assertThat(retired.retiredAt()).isEqualTo(state == State.RETIRED ? NOW : NOW.plusSeconds(1));
  }

  @Test
  void shouldNotActivateWhatWasNotTheOneThatWasSimulated() {
    RuleVersion version = in(State.SIMULATED);
    assertThatThrownBy(() -> version.activated("0".repeat(64), "mei", NOW))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("other-hash"));
    var tampered =
        new RuleVersion(
            "rule-1",
            1,
            aRule().paying("1000000").program().plan(),
            version.hash(),
            State.SIMULATED,
            "mei",
            NOW,
            NOW,
            null,
            null,
            null);
    assertThatThrownBy(() -> tampered.activated(version.hash(), "mei", NOW))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("other-hash"));
  }

  @Test
  void shouldHaveTheSameHashAfterItWasStoredAndAnotherForAnotherPlan() {
    String hash = PLAN.hash();
    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(EventJson.readOwn(EventJson.write(PLAN), RulePlan.class).hash()).isEqualTo(hash);
    assertThat(aRule().paying("11").program().plan().hash()).isNotEqualTo(hash);
    assertThat(aRule().when("1 == 1").program().plan().hash()).isNotEqualTo(hash);
    assertThat(aRule().atSteps(1, 10).program().plan().hash())
        .isNotEqualTo(aRule().atSteps(2, 10).program().plan().hash());
  }

  private static RuleVersion in(State state) {
    RuleVersion draft = RuleVersion.draft("rule-1", 1, PLAN, "mei", NOW);
    return switch (state) {
      case DRAFT -> draft;
      case SIMULATED -> draft.simulated(NOW);
      case ACTIVE -> draft.simulated(NOW).activated(draft.hash(), "mei", NOW);
      case RETIRED -> draft.retired(NOW);
    };
  }
}
