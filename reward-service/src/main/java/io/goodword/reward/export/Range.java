package io.goodword.reward.export;

import io.goodword.kit.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time. Pure.
 *
 * @param from first instant in it
 * @param to first instant after it
 */
public record Range(Instant from, Instant to) {

  /**
   * Reads a range.
   *
   * @param from date or instant, absent for the begin of the current month
   * @param to date or instant, absent for now
   * @param zone in which days and months begin
   * @throws Problem 422 for a bound that is neither, lies in the future, or an empty range
   */
  static Range of(@Nullable String from, @Nullable String to, ZoneId zone, Instant now) {
    Instant begin =
        from == null
            ? of(YearMonth.from(now.atZone(zone)), zone).from()
            : moment("from", from, zone);
    Instant end = to == null ? now : past("to", to, zone, now);
    if (!begin.isBefore(end)) {
      throw Problem.invalid("from", "must be before to", from);
    }
    return new Range(begin, end);
  }

  /** A month. */
  static Range of(YearMonth month, ZoneId zone) {
    return new Range(begin(month.atDay(1), zone), begin(month.plusMonths(1).atDay(1), zone));
  }

  /** A calendar year. */
  public static Range ofYear(int year, ZoneId zone) {
    return new Range(
        begin(LocalDate.of(year, 1, 1), zone), begin(LocalDate.of(year + 1, 1, 1), zone));
  }

  /**
   * Reads a month such as 2026-10.
   *
   * @throws Problem 422
   */
  static YearMonth month(String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeException e) {
      throw Problem.invalid("period", "must be a month such as 2026-10", text);
    }
  }

  /**
   * Reads a moment that is not in the future.
   *
   * @throws Problem 422
   */
  static Instant past(String field, String text, ZoneId zone, Instant now) {
    Instant moment = moment(field, text, zone);
    if (moment.isAfter(now)) {
      throw Problem.invalid(field, "must not be in the future", text);
    }
    return moment;
  }

  private static Instant moment(String field, String text, ZoneId zone) {
    try {
      return text.length() > 10 ? Instant.parse(text) : begin(LocalDate.parse(text), zone);
    } catch (DateTimeException e) {
      throw Problem.invalid(
          field,
          "must be a date such as 2026-10-01 or an instant such as 2026-10-01T00:00:00Z",
          text);
    }
  }

  private static Instant begin(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }
}
