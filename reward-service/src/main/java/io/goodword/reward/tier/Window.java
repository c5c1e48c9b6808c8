package io.goodword.reward.tier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which time counts for a level. Pure.
 *
 * <ul>
 *   <li>Rolling (P12M): since the same day so much earlier, from its first instant in the zone.
 *   <li>Calendar year: this year or the one before, whichever is better; so a level that was earned
 *       lasts to the end of the year after.
 * </ul>
 *
 * @param rolling length of a rolling window, null for calendar years
 */
record Window(@Nullable Span rolling) {

  private static final String CALENDAR_YEAR = "calendar-year";

  /**
   * Reads {@code calendar-year} or the length of a rolling window.
   *
   * @return empty when the text is neither
   */
  static Optional<Window> parse(String text) {
    if (text.equals(CALENDAR_YEAR)) {
      return Optional.of(new Window(null));
    }
    return Span.parse(text).filter(span -> !span.isZero()).map(Window::new);
  }

  @JsonCreator
  static Window of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException(text + " is no window"));
  }

  /** As it was written. */
  @JsonValue
  String text() {
    return rolling == null ? CALENDAR_YEAR : rolling.text();
  }

  /**
   * The pieces of time that count at an instant, the running one first; the best of them decides.
   */
  List<Interval> counting(Instant at, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(at, zone);
    if (rolling != null) {
      Instant from =
          rolling.ofDays()
              ? today.minus(rolling.calendar()).atStartOfDay(zone).toInstant()
              : at.minus(rolling.clock());
      return List.of(new Interval(from, Interval.OPEN));
    }
    Instant thisYear = newYear(today.getYear(), zone);
    return List.of(
        new Interval(thisYear, Interval.OPEN),
        new Interval(newYear(today.getYear() - 1, zone), thisYear));
  }

  /**
   * When a level is looked at again.
   *
   * @param after the first evaluation after this instant
   * @param day day of the month, 1 to 28, for a rolling window; a calendar year is evaluated when
   *     it has ended
   */
  Instant nextEvaluation(Instant after, ZoneId zone, int day) {
    LocalDate today = LocalDate.ofInstant(after, zone);
    if (rolling == null) {
      return newYear(today.getYear() + 1, zone);
    }
    LocalDate thisMonth = today.withDayOfMonth(day);
    Instant candidate = thisMonth.atStartOfDay(zone).toInstant();
    return candidate.isAfter(after)
        ? candidate
        : thisMonth.plusMonths(1).atStartOfDay(zone).toInstant();
  }

  private static Instant newYear(int year, ZoneId zone) {
    return LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
  }
}
