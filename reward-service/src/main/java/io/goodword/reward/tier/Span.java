package io.goodword.reward.tier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A stretch of time in ISO 8601. Days, months and years follow the calendar of a zone (P30D, P12M),
 * hours and less the clock (PT2S). Pure.
 *
 * @param calendar days and more, zero for a stretch of the clock
 * @param clock hours and less, zero for a stretch of the calendar
 */
record Span(Period calendar, Duration clock) {

  /**
   * Reads a stretch that is not negative.
   *
   * @return empty when the text is none
   */
  static Optional<Span> parse(String text) {
    try {
      Period calendar = Period.parse(text);
      return calendar.isNegative()
          ? Optional.empty()
          : Optional.of(new Span(calendar, Duration.ZERO));
    } catch (DateTimeException notOfTheCalendar) {
      return parseClock(text);
    }
  }

  private static Optional<Span> parseClock(String text) {
    try {
      Duration clock = Duration.parse(text);
      return clock.isNegative() ? Optional.empty() : Optional.of(new Span(Period.ZERO, clock));
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }

  @JsonCreator
  static Span of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException(text + " is no stretch"));
  }

  /** As it was written. */
  @JsonValue
  String text() {
    return clock.isZero() ? calendar.toString() : clock.toString();
  }

  boolean isZero() {
    return calendar.isZero() && clock.isZero();
  }

  /** Whether it is of whole days. */
  boolean ofDays() {
    return clock.isZero();
  }

  /** Its end when it begins at an instant. */
  Instant after(Instant from, ZoneId zone) {
    return from.atZone(zone).plus(calendar).plus(clock).toInstant();
  }

  /** Whether it is no longer than another, both begun on 1 January 1970. */
  boolean atMost(Span other) {
    return !after(Instant.EPOCH, ZoneOffset.UTC)
        .isAfter(other.after(Instant.EPOCH, ZoneOffset.UTC));
  }
}
