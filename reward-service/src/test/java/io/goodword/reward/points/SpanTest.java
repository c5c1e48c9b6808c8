package io.goodword.reward.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("RWD-06")
class SpanTest {

  @ParameterizedTest
  @CsvSource({
    "P12M, 12, 0, PT0S",
    "P1Y, 12, 0, PT0S",
    "P1Y2M10D, 14, 10, PT0S",
    "P2W, 0, 14, PT0S",
    "P1W1D, 0, 8, PT0S",
    "PT30S, 0, 0, PT30S",
    "PT0.5S, 0, 0, PT0.5S",
    "PT0.000001S, 0, 0, PT0.000001S",
    "P1DT12H, 0, 1, PT12H",
    "PT1H2M3S, 0, 0, PT1H2M3S",
    "P100Y, 1200, 0, PT0S"
  })
  void shouldReadCalendarAndClockApart(String text, int months, int days, Duration time) {
    assertThat(Span.positive("validity", text)).isEqualTo(new Span(text, months, days, time));
    assertThat(Span.stored(text)).isEqualTo(new Span(text, months, days, time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "P",
        "PT",
        "P1",
        "12M",
        "P0D",
        "PT0S",
        "P0Y0M0DT0H0M0.000000S",
        "-P1D",
        "P-1D",
        "p1d",
        "P1DT",
        "P1M1Y",
        "P1.5M",
        "PT0.0000001S",
        "P100Y1D",
        "P101Y",
        "P1200M31D",
        "P99999D",
        "a year",
        "P1D ",
        "PT999999H"
      })
  void shouldRefuseWhatIsNoPositiveSpan(String text) {
    assertThatThrownBy(() -> Span.positive("validity", text))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("invalid-request");
              assertThat(problem.violations().getFirst().field()).isEqualTo("validity");
              assertThat(problem.violations().getFirst().value()).isEqualTo(text);
            });
  }

  @Test
  void shouldRefuseNothingAsASpanButReadNothingAsNone() {
    assertThatThrownBy(() -> Span.positive("within", null)).isInstanceOf(Problem.class);
    assertThat(Span.stored(null)).isNull();
  }

  @Test
  void shouldBeZeroOnlyWhenEveryPartIs() {
    assertThat(new Span("P0D", 0, 0, Duration.ZERO).isZero()).isTrue();
    assertThat(new Span("P1M", 1, 0, Duration.ZERO).isZero()).isFalse();
    assertThat(new Span("P1D", 0, 1, Duration.ZERO).isZero()).isFalse();
    assertThat(new Span("PT1S", 0, 0, Duration.ofSeconds(1)).isZero()).isFalse();
  }

  @ParameterizedTest(name = "{0} + {1}")
  @CsvSource({
    "2027-01-31T10:00, P1M, 2027-02-28T10:00",
    "2028-01-31T10:00, P1M, 2028-02-29T10:00",
    "2028-02-29T10:00, P1Y, 2029-02-28T10:00",
    "2028-02-29T10:00, P4Y, 2032-02-29T10:00",
    "2027-01-31T10:00, P1M1D, 2027-03-01T10:00",
    "2027-12-31T23:59, PT2M, 2028-01-01T00:01"
  })
  void shouldEndOnTheLastDayWhereAMonthIsShorter(
      LocalDateTime from, String span, LocalDateTime to) {
    assertThat(Span.positive("span", span).after(from)).isEqualTo(to);
  }

  @ParameterizedTest(name = "{0} + {1} in {2}")
  @CsvSource({
    // New York springs forward on 2027-03-14 at 02:00: 02:30 does not exist and counts as 03:30
    "2027-03-13T07:30:00Z, P1D, America/New_York, 2027-03-14T07:30:00Z",
    "2027-03-13T12:00:00Z, P1D, America/New_York, 2027-03-14T11:00:00Z",
    "2027-03-13T12:00:00Z, PT24H, America/New_York, 2027-03-14T12:00:00Z",
    // and falls back on 2027-11-07 at 02:00: 01:30 comes twice and counts as the second
    "2027-11-06T05:30:00Z, P1D, America/New_York, 2027-11-07T06:30:00Z",
    "2027-10-07T05:30:00Z, P1M, America/New_York, 2027-11-07T06:30:00Z",
    "2027-11-06T12:00:00Z, P1D, America/New_York, 2027-11-07T13:00:00Z",
    // an amount of hours alone never looks at the calendar
    "2027-11-07T05:30:00Z, PT30M, America/New_York, 2027-11-07T06:00:00Z",
    "2027-06-30T16:00:00Z, P1M, Asia/Shanghai, 2027-07-31T16:00:00Z"
  })
  void shouldCountInTheCalendarOfTheZone(Instant from, String span, ZoneId zone, Instant to) {
    assertThat(Span.positive("span", span).after(from, zone)).isEqualTo(to);
  }

  @ParameterizedTest(name = "{0} - {1} in {2}")
  @CsvSource({
    "2027-03-31T00:00:00Z, P1M, UTC, 2027-02-28T00:00:00Z",
    "2027-03-15T04:00:00Z, P7D, America/New_York, 2027-03-08T05:00:00Z",
    "2027-03-15T04:00:00Z, PT168H, America/New_York, 2027-03-08T04:00:00Z",
    "2027-03-15T04:00:00Z, P1DT1H, America/New_York, 2027-03-14T04:00:00Z"
  })
  void shouldCountBackInTheCalendarOfTheZone(Instant from, String span, ZoneId zone, Instant to) {
    assertThat(Span.positive("span", span).before(from, zone)).isEqualTo(to);
  }

  @Test
  void shouldTakeTheLaterOffsetWhereALocalTimeComesTwice() {
    assertThat(
            Span.at(LocalDateTime.parse("2027-11-07T01:30"), ZoneId.of("America/New_York"))
                .getOffset())
        .isEqualTo(ZoneOffset.ofHours(-5));
  }
}
