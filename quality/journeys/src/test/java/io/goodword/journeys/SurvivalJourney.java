package io.goodword.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.journeys.survival.Plan;
import io.goodword.journeys.survival.Survival;
import io.goodword.journeys.survival.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The kill test with few kills; {@code KillTest} is the long form. */
@Order(9)
@Tag("F1")
@Tag("F2")
@Tag("F3")
class SurvivalJourney {

  private static final long SEED = 20_261_122L;

  @Test
  @DisabledIfSystemProperty(
      named = "goodword.stack",
      matches = "running",
      disabledReason = "only processes of a stack of our own are killed")
  void shouldLoseNothingAndDoNothingTwiceWhenProcessesAreKilled() {
    int kills = Integer.getInteger("goodword.survival.kills", 8);
    // what is right counts here; how fast it heals is for the long form on a machine of its own
    Plan plan = Plan.of(kills, SEED).healingWithin(Duration.ofMinutes(3));
    Verdict verdict = Survival.run(TheStack.own(), plan, System.out);
    verdict.print(System.out);
    assertThat(verdict.isKept()).as(verdict.toString()).isTrue();
  }
}
