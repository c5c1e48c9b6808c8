package io.goodword.reward.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("RWD-07")
class ProgressTest {

  @Test
  void shouldSayHowFarTheWayIs() {
    assertThat(Progress.to(500L, 120)).isEqualTo(new Progress(120, 500, 380));
    assertThat(Progress.to(500L, 0)).isEqualTo(new Progress(0, 500, 500));
    assertThat(Progress.to(500L, 500)).isEqualTo(new Progress(500, 500, 0));
  }

  @Test
  void shouldStayWithinTheWayWhateverWasCounted() {
    assertThat(Progress.to(500L, -30)).isEqualTo(new Progress(0, 500, 500));
    assertThat(Progress.to(500L, Long.MAX_VALUE)).isEqualTo(new Progress(500, 500, 0));
  }

  @Test
  void shouldHaveNoWayWithoutAHigherLevel() {
    assertThat(Progress.to(null, 120)).isNull();
    assertThat(Progress.to(0L, 120)).isNull();
    assertThat(Progress.to(1L, 0)).isEqualTo(new Progress(0, 1, 1));
  }

  @Property
  void shouldAddUpToTheGoal(@ForAll @LongRange(min = 1) long goal, @ForAll long counted) {
    Progress progress = Progress.to(goal, counted);

    assertThat(progress).isNotNull();
    assertThat(progress.value()).isBetween(0L, goal);
    assertThat(progress.value() + progress.missing()).isEqualTo(progress.goal()).isEqualTo(goal);
  }
}
