package io.goodword.reward.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("UX-01")
class BalanceLineTest {

  @Test
  void shouldClimbAndFallWithTheBalance() {
    assertThat(BalanceLine.of(List.of(0L, 100L, 50L)))
        .isEqualTo(new BalanceLine("M0 100H200V0H400V50H600", 50));
  }

  @Test
  void shouldLieAtTheBottomWhenThereWasNothing() {
    assertThat(BalanceLine.of(List.of(0L, 0L)))
        .isEqualTo(new BalanceLine("M0 100H300V100H600", 100));
  }

  @Test
  void shouldDrawTheLargestBalances() {
    assertThat(BalanceLine.of(List.of(Long.MAX_VALUE, Long.MAX_VALUE / 2)).path())
        .isEqualTo("M0 0H300V51H600");
  }

  @Property
  void shouldStayInThePictureAndReachItsRightEdge(
      @ForAll @Size(min = 1, max = 21) List<@LongRange(min = 0) Long> balances) {
    BalanceLine line = BalanceLine.of(balances);

    assertThat(line.path()).endsWith("H600");
    assertThat(line.endY()).isBetween(0L, 100L);
    assertThat(
            Pattern.compile("(?<=M0 |V)\\d+")
                .matcher(line.path())
                .results()
                .map(y -> Integer.parseInt(y.group())))
        .hasSize(balances.size())
        .allMatch(y -> y >= 0 && y <= 100);
  }
}
