package io.goodword.reward.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("RWD-07")
class WindowTest {

  @ParameterizedTest(name = "{0} at {1} in {2} begins {3}")
  @CsvSource({
    // the same day a year before, from its first instant in the zone
    "P12M, 2026-11-25T04:00:00Z, Asia/Shanghai, 2025-11-24T16:00:00Z",
    "P12M, 2026-11-25T17:00:00Z, Asia/Shanghai, 2025-11-25T16:00:00Z",
    // 29 February has no day a year before
    "P12M, 2024-02-29T12:00:00Z, UTC, 2023-02-28T00:00:00Z",
    "P12M, 2025-02-28T12:00:00Z, UTC, 2024-02-28T00:00:00Z",
    "P4Y, 2028-02-29T12:00:00Z, UTC, 2024-02-29T00:00:00Z",
    // summer time: the offset of the first day counts, not that of the last
    "P6M, 2026-12-15T12:00:00Z, Europe/Berlin, 2026-06-14T22:00:00Z",
    "P1D, 2026-03-29T12:00:00Z, Europe/Berlin, 2026-03-27T23:00:00Z",
    // midnight of 15 October 2017 did not exist in Sao Paulo: the day began at one
    "P1D, 2017-10-16T12:00:00Z, America/Sao_Paulo, 2017-10-15T03:00:00Z",
    // a stretch of the clock is exact
    "PT2S, 2026-11-25T04:00:00Z, Asia/Shanghai, 2026-11-25T03:59:58Z",
    "PT24H, 2026-03-29T12:00:00Z, Europe/Berlin, 2026-03-28T12:00:00Z"
  })
  void shouldRollWithTheCalendarOfTheZone(String text, Instant at, ZoneId zone, Instant from) {
    assertThat(Window.of(text).counting(at, zone))
        .containsExactly(new Interval(from, Interval.OPEN));
  }

  @ParameterizedTest(name = "at {0} in {1} the year began {2}")
  @CsvSource({
    "2026-11-25T04:00:00Z, Asia/Shanghai, 2025-12-31T16:00:00Z, 2024-12-31T16:00:00Z",
    "2026-12-31T15:59:59Z, Asia/Shanghai, 2025-12-31T16:00:00Z, 2024-12-31T16:00:00Z",
    "2026-12-31T16:00:00Z, Asia/Shanghai, 2026-12-31T16:00:00Z, 2025-12-31T16:00:00Z",
    "2027-01-01T04:59:59Z, America/New_York, 2026-01-01T05:00:00Z, 2025-01-01T05:00:00Z"
  })
  void shouldCountThisYearAndTheOneBefore(Instant at, ZoneId zone, Instant year, Instant before) {
    assertThat(Window.of("calendar-year").counting(at, zone))
        .containsExactly(new Interval(year, Interval.OPEN), new Interval(before, year));
  }

  @ParameterizedTest(name = "{0} after {1} on day {3} in {2}: {4}")
  @CsvSource({
    "P12M, 2026-11-25T04:00:00Z, Asia/Shanghai, 1, 2026-11-30T16:00:00Z",
    "P12M, 2026-11-25T04:00:00Z, Asia/Shanghai, 28, 2026-11-27T16:00:00Z",
    "P12M, 2026-11-30T15:59:59Z, Asia/Shanghai, 1, 2026-11-30T16:00:00Z",
    "P12M, 2026-11-30T16:00:00Z, Asia/Shanghai, 1, 2026-12-31T16:00:00Z",
    "P12M, 2026-01-31T12:00:00Z, UTC, 28, 2026-02-28T00:00:00Z",
    "P12M, 2026-03-15T12:00:00Z, Europe/Berlin, 1, 2026-03-31T22:00:00Z",
    "calendar-year, 2026-11-25T04:00:00Z, Asia/Shanghai, 1, 2026-12-31T16:00:00Z",
    "calendar-year, 2026-12-31T16:00:00Z, Asia/Shanghai, 1, 2027-12-31T16:00:00Z"
  })
  void shouldBeEvaluatedOnTheNextDayForIt(
      String text, Instant after, ZoneId zone, int day, Instant expected) {
    assertThat(Window.of(text).nextEvaluation(after, zone, day)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P0D", "PT0S", "year", "12 months", "-P1D", "P-1D", "-PT1S"})
  void shouldRefuseWhatIsNoWindow(String text) {
    assertThat(Window.parse(text)).isEmpty();
    assertThatThrownBy(() -> Window.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"P12M", "P30D", "P1Y2M", "PT2S", "calendar-year"})
  void shouldBeWrittenAsItWasRead(String text) {
    assertThat(Window.of(text).text()).isEqualTo(text);
  }

  @Test
  void shouldEndAnIntervalOnlyWhenItGoesOn() {
    Instant year = Instant.parse("2026-01-01T00:00:00Z");
    var open = new Interval(year, Interval.OPEN);

    assertThat(open.endingBy(year.plusSeconds(1)))
        .isEqualTo(new Interval(year, year.plusSeconds(1)));
    assertThat(new Interval(year, year.plusSeconds(1)).endingBy(year.plusSeconds(2)))
        .isEqualTo(new Interval(year, year.plusSeconds(1)));
  }

  @Test
  void shouldCompareStretchesFromTheSameDay() {
    assertThat(Span.of("P12M").atMost(Span.of("P1Y"))).isTrue();
    assertThat(Span.of("P366D").atMost(Span.of("P1Y"))).isFalse();
    assertThat(Span.of("PT24H").atMost(Span.of("P1D"))).isTrue();
    assertThat(Span.of("P0D").isZero()).isTrue();
    assertThat(Span.of("PT0S").isZero()).isTrue();
    assertThat(Span.of("PT1S").isZero()).isFalse();
    assertThatThrownBy(() -> Span.of("soon")).hasMessage("soon is no stretch");
  }

  @Test
  void shouldEndAtTheSameHourWhenSummerTimeBegins() {
    Instant noon = Instant.parse("2026-03-28T11:00:00Z");

    assertThat(Span.of("P1D").after(noon, ZoneId.of("Europe/Berlin")))
        .isEqualTo(Instant.parse("2026-03-29T10:00:00Z"));
    assertThat(Span.of("PT24H").after(noon, ZoneId.of("Europe/Berlin")))
        .isEqualTo(Instant.parse("2026-03-29T11:00:00Z"));
  }
}
