package io.goodword.reward.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.reward.points.Lots.Soon;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("RWD-06")
class ExpiringTest {

  private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

  @Test
  void shouldShowEverythingWhenNothingIsSetAside() {
    List<Soon> soon = List.of(soon(0, 300), soon(5, 40));
    assertThat(Expiring.free(soon, 0)).isEqualTo(soon);
  }

  @Test
  void shouldLeaveOutWhatIsSetAsideFromTheFirstToExpire() {
    assertThat(Expiring.free(List.of(soon(0, 300), soon(5, 40)), 100))
        .containsExactly(soon(0, 200), soon(5, 40));
    assertThat(Expiring.free(List.of(soon(0, 300), soon(5, 40)), 300)).containsExactly(soon(5, 40));
    assertThat(Expiring.free(List.of(soon(0, 300), soon(5, 40)), 310)).containsExactly(soon(5, 30));
    assertThat(Expiring.free(List.of(soon(0, 300), soon(5, 40)), 1_000)).isEmpty();
  }

  @Test
  void shouldTakeWhatIsDueOutOfWhatIsSetAsideAndNotShowIt() {
    Soon due = new Soon("POINTS", DAY.minusDays(1), 60, true);
    assertThat(Expiring.free(List.of(due, soon(0, 300)), 100)).containsExactly(soon(0, 260));
    assertThat(Expiring.free(List.of(due, soon(0, 300)), 0)).containsExactly(soon(0, 300));
  }

  @Property
  void shouldShowWhatIsThereLessWhatIsSetAside(
      @ForAll @Size(max = 6) List<@LongRange(min = 1, max = 1_000) Long> amounts,
      @ForAll @LongRange(min = 0, max = 5_000) long held) {
    List<Soon> soon = amounts.stream().map(amount -> soon(0, amount)).toList();
    long there = amounts.stream().mapToLong(Long::longValue).sum();

    List<Soon> free = Expiring.free(soon, held);

    assertThat(free).allMatch(part -> part.amount() > 0);
    assertThat(free.stream().mapToLong(Soon::amount).sum()).isEqualTo(Math.max(0, there - held));
  }

  private static Soon soon(int days, long amount) {
    return new Soon("POINTS", DAY.plusDays(days), amount, false);
  }
}
