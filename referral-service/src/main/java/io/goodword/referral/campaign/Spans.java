package io.goodword.referral.campaign;

import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Durations as people write them: whole days stay days ({@code P30D}, not {@code PT720H}). */
final class Spans {

  private Spans() {}

  static Optional<Duration> parse(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  static String text(Duration span) {
    boolean wholeDays = !span.isZero() && span.equals(Duration.ofDays(span.toDays()));
    return wholeDays ? Period.ofDays(Math.toIntExact(span.toDays())).toString() : span.toString();
  }
}
