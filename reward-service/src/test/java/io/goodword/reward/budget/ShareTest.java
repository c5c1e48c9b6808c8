package io.goodword.reward.budget;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("RWD-04")
class ShareTest {

  @ParameterizedTest
  @CsvSource({
    "100, 49, 0",
    "100, 50, 50",
    "100, 79, 50",
    "100, 80, 80",
    "100, 99, 80",
    "100, 100, 100",
    "3, 1, 0",
    "3, 2, 50",
    "3, 3, 100",
    "0, 0, 0",
    "9223372036854775807, 9223372036854775806, 80",
    "9223372036854775807, 9223372036854775807, 100"
  })
  @org.junit.jupiter.api.Tag("RWD-04")
  void shouldReachAShareOnlyWhenAtLeastThatMuchIsUsed(long funded, long used, int reached) {
    assertThat(Share.reached(funded, used)).isEqualTo(reached);
  }

  @Property
  void shouldNeverFallWhenMoreIsUsed(
      @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long funded,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 1) long used) {
    assertThat(Share.reached(funded, used + 1)).isGreaterThanOrEqualTo(Share.reached(funded, used));
  }
}
