package io.goodword.reward.points;

import io.goodword.kit.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A length of time as people and ISO 8601 say it: months and days of the calendar, then time of the
 * clock. P12M, P1Y2M10D, P2W, PT30S, P1DT12H. Pure.
 *
 * @param text as it was written
 * @param months whole months, years included
 * @param days whole days, weeks included
 * @param time hours, minutes and seconds
 */
record Span(String text, int months, int days, Duration time) {

  /** What is allowed, for a refusal. */
  static final String RULE =
      "must be an ISO 8601 span such as P12M, P30D or PT30S, positive and at most P100Y";

  private static final Pattern FORM =
      Pattern.compile(
          "P(?=.)(?:(\\d{1,3})Y)?(?:(\\d{1,4})M)?(?:(\\d{1,4})W)?(?:(\\d{1,5})D)?"
              + "(?:T(?=\\d)(?:(\\d{1,6})H)?(?:(\\d{1,8})M)?(?:(\\d{1,9})(?:\\.(\\d{1,6}))?S)?)?");
  private static final int MONTHS_OF_A_YEAR = 12;
  private static final int DAYS_OF_A_WEEK = 7;
  private static final int DAYS_OF_A_MONTH = 31;
  private static final long MOST_DAYS = 100L * MONTHS_OF_A_YEAR * DAYS_OF_A_MONTH;
  private static final int MICROS = 6;

  /**
   * Reads a span.
   *
   * @param field name of the field, for the refusal
   * @throws Problem 422 when it is none, is zero or is longer than a hundred years
   */
  static Span positive(String field, @Nullable String text) {
    Span span = text == null ? null : parsed(text);
    if (span == null || span.isZero()) {
      throw Problem.invalid(field, RULE, text);
    }
    return span;
  }

  /** The span of a text that was read before, null for none. */
  static @Nullable Span stored(@Nullable String text) {
    return text == null ? null : positive("span", text);
  }

  private static @Nullable Span parsed(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    int months = number(parts.group(1)) * MONTHS_OF_A_YEAR + number(parts.group(2));
    int days = number(parts.group(3)) * DAYS_OF_A_WEEK + number(parts.group(4));
    Duration time =
        Duration.ofHours(number(parts.group(5)))
            .plusMinutes(number(parts.group(6)))
            .plusSeconds(number(parts.group(7)))
            .plusNanos(1_000L * number(micros(parts.group(8))));
    boolean fits = (long) months * DAYS_OF_A_MONTH + days + time.toDays() <= MOST_DAYS;
    return fits ? new Span(text, months, days, time) : null;
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static @Nullable String micros(@Nullable String fraction) {
    return fraction == null ? null : fraction + "0".repeat(MICROS - fraction.length());
  }

  boolean isZero() {
    return months == 0 && days == 0 && time.isZero();
  }

  /** Local time that is this much later; a day that its month does not have is its last one. */
  LocalDateTime after(LocalDateTime local) {
    return local.plusMonths(months).plusDays(days).plus(time);
  }

  /**
   * Moment that is this much later in the calendar of a zone. A local time that the clock skips
   * counts as the later one, one that comes twice as its second coming: in doubt later.
   */
  Instant after(Instant moment, ZoneId zone) {
    return moved(moment, zone, months, days).plus(time);
  }

  /** Moment that is this much earlier in the calendar of a zone. */
  Instant before(Instant moment, ZoneId zone) {
    return moved(moment, zone, -months, -days).minus(time);
  }

  private static Instant moved(Instant moment, ZoneId zone, int months, int days) {
    ZonedDateTime at = moment.atZone(zone);
    if (months != 0) {
      at = at(at.toLocalDateTime().plusMonths(months), zone);
    }
    if (days != 0) {
      at = at(at.toLocalDateTime().plusDays(days), zone);
    }
    return at.toInstant();
  }

  /** Moment of a local time, in doubt the later one. */
  static ZonedDateTime at(LocalDateTime local, ZoneId zone) {
    return local.atZone(zone).withLaterOffsetAtOverlap();
  }
}
