package io.goodword.reward.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.problem.Problem;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("RWD-10")
class RangeTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, 2026-10-31T16:00:00Z, 2026-11-22T10:00:00Z",
        "2026-10-01, -, 2026-09-30T16:00:00Z, 2026-11-22T10:00:00Z",
        "2026-10-01, 2026-11-01, 2026-09-30T16:00:00Z, 2026-10-31T16:00:00Z",
        "2026-10-01T00:00:00Z, 2026-11-22T10:00:00Z, 2026-10-01T00:00:00Z, 2026-11-22T10:00:00Z"
      })
  void shouldReadDaysInTheAccountingZone(
      @Nullable String from, @Nullable String to, Instant begin, Instant end) {
    assertThat(Range.of(from, to, SHANGHAI, NOW)).isEqualTo(new Range(begin, end));
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "yesterday, -, from",
        "2026-13-01, -, from",
        "2026-10-01T25:00:00Z, -, from",
        "2026-11-22T10:00:00Z, -, from",
        "2026-11-01, 2026-10-01, from",
        "2026-11-01, 2026-11-01, from",
        "2026-11-01, 2026-11-22T10:00:01Z, to",
        "2026-11-01, 2026-12-01, to"
      })
  void shouldRefuseWhatIsNoStretchOfThePast(
      @Nullable String from, @Nullable String to, String field) {
    assertThatThrownBy(() -> Range.of(from, to, ZoneOffset.UTC, NOW))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.violations().getFirst().field()).isEqualTo(field));
  }

  @Test
  void shouldKnowMonthsAndYearsAcrossClockChanges() {
    ZoneId newYork = ZoneId.of("America/New_York");

    assertThat(Range.of(YearMonth.of(2026, 11), newYork))
        .isEqualTo(
            new Range(
                Instant.parse("2026-11-01T04:00:00Z"), Instant.parse("2026-12-01T05:00:00Z")));
    assertThat(Range.ofYear(2026, newYork))
        .isEqualTo(
            new Range(
                Instant.parse("2026-01-01T05:00:00Z"), Instant.parse("2027-01-01T05:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-13", "2026", "2026-1", "now", "2026-10-01", ""})
  void shouldRefuseWhatIsNoMonth(String month) {
    assertThatThrownBy(() -> Range.month(month)).isInstanceOf(Problem.class);
    assertThat(Range.month("2026-10")).isEqualTo(YearMonth.of(2026, 10));
  }
}
