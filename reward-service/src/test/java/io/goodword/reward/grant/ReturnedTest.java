package io.goodword.reward.grant;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("RWD-02")
class ReturnedTest {

  @ParameterizedTest
  @CsvSource({
    // paid, refunded, cancelled, left of 100
    ", 0, false, 100",
    ", 50, false, 100",
    ", 0, true, 0",
    "300, 0, false, 100",
    "300, 1, false, 100",
    "300, 100, false, 67",
    "300, 299, false, 1",
    "300, 300, false, 0",
    "300, 900, false, 0",
    "300, 100, true, 0",
    "0, 0, false, 100",
    "0, 5, false, 100"
  })
  void shouldLeaveTheShareOfWhatStayedPaid(Long paid, long refunded, boolean cancelled, long left) {
    assertThat(new Returned(paid, refunded, cancelled).left(100)).isEqualTo(left);
  }

  @Property(tries = 500)
  void shouldLeaveLessTheMoreComesBack(
      @ForAll @LongRange(min = 1, max = 1_000_000_000_000_000L) long amount,
      @ForAll @LongRange(min = 1, max = 1_000_000) long paid,
      @ForAll @LongRange(min = 0, max = 2_000_000) long refunded) {
    long left = new Returned(paid, refunded, false).left(amount);
    long more = new Returned(paid, refunded + 1, false).left(amount);
    assertThat(left).isBetween(0L, amount);
    assertThat(more).isLessThanOrEqualTo(left);
  }
}
