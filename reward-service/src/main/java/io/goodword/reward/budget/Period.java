package io.goodword.reward.budget;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;

/** A span in which a limit counts anew, by the calendar of a market. Pure. */
public enum Period {
  /** Counted for ever. */
  ALL,
  /** From midnight to midnight; an hour more or less when clocks change. */
  DAY,
  /** From Monday to Sunday (ISO 8601); belongs to the year that has its Thursday. */
  WEEK,
  /** From the first of a month to its last. */
  MONTH;

  /**
   * Name of the span that an instant falls into: empty, {@code 2026-11-25}, {@code 2026-W48} or
   * {@code 2026-11}.
   */
  public String key(Instant at, ZoneId zone) {
    ZonedDateTime there = at.atZone(zone);
    return switch (this) {
      case ALL -> "";
      case DAY -> there.toLocalDate().toString();
      case WEEK ->
          "%04d-W%02d"
              .formatted(
                  there.get(IsoFields.WEEK_BASED_YEAR),
                  there.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case MONTH -> "%04d-%02d".formatted(there.getYear(), there.getMonthValue());
    };
  }
}
