package io.goodword.reward.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("RWD-03")
class StepsTest {

  private static final List<RulePlan.Step> STEPS =
      List.of(new RulePlan.Step(1, 50), new RulePlan.Step(3, 200), new RulePlan.Step(10, 1_000));

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 50", "2, 0", "3, 200", "4, 0", "9, 0", "10, 1000", "11, 0"})
  void shouldGiveAtTheFirstThirdAndTenthTime(long ordinal, long amount) {
    assertThat(Steps.at(STEPS, ordinal).orElse(0)).isEqualTo(amount);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "0, 1, 50",
    "0, 2, 50",
    "1, 2, 0",
    "2, 3, 200",
    "0, 3, 250",
    "0, 10, 1250",
    "3, 9, 0",
    "3, 10, 1000",
    "10, 99, 0"
  })
  void shouldGiveForEachThresholdThatIsReachedNow(long before, long after, long amount) {
    assertThat(Steps.reached(STEPS, before, after))
        .isEqualTo(amount == 0 ? OptionalLong.empty() : OptionalLong.of(amount));
  }

  @Property(tries = 300)
  void shouldGiveEachThresholdOnceHoweverTheSumGrows(
      @ForAll @Size(max = 20) List<@LongRange(min = 0, max = 5) Long> parts) {
    long sum = 0;
    long given = 0;
    for (long part : parts) {
      given += Steps.reached(STEPS, sum, sum + part).orElse(0);
      sum += part;
    }
    long total = parts.stream().mapToLong(Long::longValue).sum();
    long expected = LongStream.rangeClosed(1, total).map(at -> Steps.at(STEPS, at).orElse(0)).sum();
    assertThat(given).isEqualTo(expected);
  }
}
