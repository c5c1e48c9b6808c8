package io.goodword.reward.tax;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.reward.tax.Assessment.Line;
import io.goodword.reward.tax.Assessment.Receipt;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("RWD-10")
class AssessmentTest {

  private static final LocalDate MAY = LocalDate.of(2026, 5, 1);
  private static final FairValue CENT =
      new FairValue("POINTS", "USD", LocalDate.of(2026, 1, 1), 1, 1, 1);

  /** One below the threshold, the threshold, one above; where it counts and where it does not. */
  @ParameterizedTest(name = "{0} of 200000, inclusive {1}: {2}")
  @CsvSource({
    "199999, true, false",
    "200000, true, true",
    "200001, true, true",
    "199999, false, false",
    "200000, false, false",
    "200001, false, true"
  })
  void shouldReachAThresholdExactly(long units, boolean inclusive, boolean reached) {
    Assessment assessment = Assessment.of(List.of(got(units)), List.of(CENT));

    for (String basis : List.of(Threshold.YEAR, Threshold.EVENT)) {
      Threshold threshold = threshold(basis, inclusive);
      assertThat(assessment.measure(threshold)).isEqualTo(units);
      assertThat(assessment.reaches(threshold)).isEqualTo(reached);
      assertThat(assessment.times(threshold)).isEqualTo(reached ? 1 : 0);
    }
  }

  @Example
  void shouldAddTheYearButLookAtEachEventByItself() {
    Assessment assessment =
        Assessment.of(List.of(got(150_000), got(60_000), got(-5_000)), List.of(CENT));

    assertThat(assessment.value()).isEqualTo(205_000);
    assertThat(assessment.largest()).isEqualTo(150_000);
    assertThat(assessment.reaches(threshold(Threshold.YEAR, true))).isTrue();
    assertThat(assessment.reaches(threshold(Threshold.EVENT, true))).isFalse();
    assertThat(assessment.times(threshold(Threshold.EVENT, true))).isZero();
    assertThat(assessment.lines()).containsExactly(new Line("POINTS", 205_000, 205_000L));
  }

  @Example
  void shouldNotGoBelowZeroWhenMoreWasTakenBackThanGiven() {
    Assessment assessment = Assessment.of(List.of(got(10), got(-25)), List.of(CENT));

    assertThat(assessment.value()).isZero();
    assertThat(assessment.lines()).containsExactly(new Line("POINTS", -15, -15L));
    assertThat(assessment.largest()).isEqualTo(10);
  }

  @Example
  void shouldUseTheFairValueOfTheDay() {
    List<FairValue> values =
        List.of(
            new FairValue("POINTS", "USD", LocalDate.of(2026, 6, 1), 1, 3, 1),
            new FairValue("POINTS", "USD", LocalDate.of(2026, 1, 1), 1, 9, 1),
            new FairValue("POINTS", "USD", LocalDate.of(2026, 1, 1), 2, 2, 1),
            new FairValue("OTHER", "USD", LocalDate.of(2026, 1, 1), 1, 100, 1));

    Assessment assessment =
        Assessment.of(
            List.of(
                new Receipt("POINTS", LocalDate.of(2026, 5, 31), 10),
                new Receipt("POINTS", LocalDate.of(2026, 6, 1), 10)),
            values);

    assertThat(assessment.value()).isEqualTo(10 * 2 + 10 * 3);
    assertThat(FairValue.on(values, "POINTS", LocalDate.of(2025, 12, 31))).isEmpty();
    assertThat(FairValue.on(values, "NONE", MAY)).isEmpty();
  }

  @Example
  void shouldSayWhenAnAssetHasNoFairValueAndCountTheRest() {
    Assessment assessment =
        Assessment.of(
            List.of(
                got(5),
                new Receipt("GIFT:MUG", MAY, 2),
                new Receipt("POINTS", LocalDate.of(2025, 12, 31), 7)),
            List.of(CENT));

    assertThat(assessment.lines())
        .containsExactly(new Line("GIFT:MUG", 2, null), new Line("POINTS", 12, null));
    assertThat(assessment.value()).isEqualTo(5);
  }

  @ParameterizedTest(name = "{0} at {1} for {2}: {3}")
  @CsvSource({
    "1, 1, 2, 1",
    "1, 1, 3, 0",
    "2, 1, 3, 1",
    "-1, 1, 2, -1",
    "5, 0, 1, 0",
    "3, 10, 4, 8",
    "1000000000000000, 1000, 1, 1000000000000000000"
  })
  void shouldRoundHalvesAwayFromZero(long units, long minor, long per, long value) {
    assertThat(new FairValue("POINTS", "USD", MAY, 1, minor, per).of(units)).isEqualTo(value);
  }

  /** Many small rewards are worth what one large one is, in any order. */
  @Property
  void shouldNotDependOnHowARewardIsSplit(
      @ForAll("receipts") List<Receipt> receipts,
      @ForAll @LongRange(min = 1, max = 50) long per,
      @ForAll long seed) {
    List<FairValue> values = List.of(new FairValue("POINTS", "USD", LocalDate.MIN, 1, 7, per));
    long units = receipts.stream().mapToLong(Receipt::units).sum();
    var shuffled = new ArrayList<>(receipts);
    Collections.shuffle(shuffled, new Random(seed));

    Assessment whole = Assessment.of(List.of(got(units)), values);

    assertThat(Assessment.of(receipts, values).value()).isEqualTo(whole.value());
    assertThat(Assessment.of(shuffled, values).value()).isEqualTo(whole.value());
  }

  @Provide
  Arbitrary<List<Receipt>> receipts() {
    return Combinators.combine(
            Arbitraries.longs().between(-1_000, 1_000), Arbitraries.integers().between(1, 28))
        .as((units, day) -> new Receipt("POINTS", MAY.withDayOfMonth(day), units))
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  private static Receipt got(long units) {
    return new Receipt("POINTS", MAY, units);
  }

  private static Threshold threshold(String basis, boolean inclusive) {
    return new Threshold(
        "US", basis, 2026, 1, "USD", 200_000, inclusive, ZoneOffset.UTC, "notify", "test", false);
  }
}
