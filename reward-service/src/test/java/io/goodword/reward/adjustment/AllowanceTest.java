package io.goodword.reward.adjustment;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.reward.adjustment.Allowance.Wanted;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

@Tag("RWD-10")
class AllowanceTest {

  @Example
  void shouldAllowTheLimitItselfAndNotOneMore() {
    assertThat(fits(100, 0, 99)).isTrue();
    assertThat(fits(100, 0, 100)).isTrue();
    assertThat(fits(100, 0, 101)).isFalse();
    assertThat(fits(100, 99, 1)).isTrue();
    assertThat(fits(100, 100, 1)).isFalse();
    assertThat(fits(0, 0, 1)).isFalse();
    assertThat(fits(100, 101, 0)).isFalse();
    assertThat(fits(Long.MAX_VALUE, Long.MAX_VALUE, 1)).isFalse();
  }

  @Example
  void shouldRefuseAllWhenOneSubjectDoesNotFit() {
    assertThat(Allowance.fits(100, List.of(new Wanted(0, 50), new Wanted(60, 50)))).isFalse();
    assertThat(Allowance.fits(100, List.of(new Wanted(0, 50), new Wanted(50, 50)))).isTrue();
    assertThat(Allowance.fits(100, List.of())).isTrue();
  }

  /** However an amount is split, no more than the limit moves. */
  @Property
  void shouldNeverMoveMoreThanTheLimitWhenAnAmountIsSplit(
      @ForAll @LongRange(max = 1_000) long limit,
      @ForAll @Size(max = 50) List<@LongRange(min = 1, max = 300) Long> parts) {
    long used = 0;
    for (long part : parts) {
      if (Allowance.fits(limit, List.of(new Wanted(used, part)))) {
        used += part;
      }
    }
    assertThat(used).isLessThanOrEqualTo(limit);
    long left = limit - used;
    assertThat(fits(limit, used, left + 1)).isFalse();
    assertThat(fits(limit, used, left)).isTrue();
  }

  @Example
  void shouldLetNobodyRaiseTheirOwnLimit() {
    assertThat(limit(1_000L, 100L)).isEqualTo(100);
    assertThat(limit(10L, 100L)).isEqualTo(10);
    assertThat(limit(100L, 100L)).isEqualTo(100);
    assertThat(limit(1_000L, null)).isZero();
    assertThat(limit(null, null)).isZero();
  }

  private static boolean fits(long limit, long used, long amount) {
    return Allowance.fits(limit, List.of(new Wanted(used, amount)));
  }

  private static long limit(@Nullable Long newest, @Nullable Long ofOthers) {
    return Allowance.limit(newest, ofOthers);
  }
}
