package io.goodword.reward.catalogue;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A period in which redemptions are counted. Pure. */
sealed interface Period {

  /** Shortest one that slides. */
  Duration SHORTEST = Duration.ofSeconds(1);

  /** Longest one that slides. */
  Duration LONGEST = Duration.ofDays(366);

  /** The first instant of the period that an instant lies in. */
  Instant since(Instant now);

  /** A day of the calendar, a week from Monday (ISO 8601), or a month. */
  record Calendar(String unit, ZoneId zone) implements Period {
    @Override
    public Instant since(Instant now) {
      LocalDate today = LocalDate.ofInstant(now, zone);
      LocalDate first =
          switch (unit) {
            case "day" -> today;
            case "week" -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "month" -> today.withDayOfMonth(1);
            default -> throw new IllegalStateException(unit);
          };
      return first.atStartOfDay(zone).toInstant();
    }
  }

  /** So much time before now; a day of it is 24 hours. */
  record Sliding(Duration length) implements Period {
    @Override
    public Instant since(Instant now) {
      return now.minus(length);
    }
  }

  /** Whether a period is named by the calendar and so needs a zone. */
  static boolean ofCalendar(String text) {
    return text.equals("day") || text.equals("week") || text.equals("month");
  }

  /**
   * Reads a period.
   *
   * @param zone zone of a calendar period, not read for another
   * @return empty when the text is none, or the zone is missing
   */
  static Optional<Period> parse(String text, @Nullable ZoneId zone) {
    if (ofCalendar(text)) {
      return zone == null ? Optional.empty() : Optional.of(new Calendar(text, zone));
    }
    return length(text, LONGEST).map(Sliding::new);
  }

  /**
   * Reads a duration of a second or more.
   *
   * @return empty when the text is none, or is longer than allowed
   */
  static Optional<Duration> length(String text, Duration longest) {
    try {
      Duration length = Duration.parse(text);
      boolean fits = length.compareTo(SHORTEST) >= 0 && length.compareTo(longest) <= 0;
      return fits ? Optional.of(length) : Optional.empty();
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }
}
