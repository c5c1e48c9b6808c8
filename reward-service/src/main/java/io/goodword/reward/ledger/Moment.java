package io.goodword.reward.ledger;

import io.goodword.kit.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Moments and zones as they come in a query. */
final class Moment {

  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private Moment() {}

  /**
   * Reads a moment: an RFC 3339 timestamp, or a date, which is the beginning of that day in the
   * zone.
   *
   * @return null when there is none
   * @throws Problem 422 that names the field
   */
  static @Nullable Instant of(String field, @Nullable String text, ZoneId zone) {
    if (text == null) {
      return null;
    }
    try {
      Instant moment =
          text.length() == "2026-11-25".length()
              ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
              : OffsetDateTime.parse(text).toInstant();
      if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
        throw Problem.invalid(field, "must be between the years 1970 and 9999", text);
      }
      return moment;
    } catch (DateTimeException e) {
      throw Problem.invalid(
          field, "must be a date such as 2026-11-25 or a time such as 2026-11-25T08:00:00Z", text);
    }
  }

  /**
   * Reads a time zone.
   *
   * @return UTC when there is none
   * @throws Problem 422 when there is no such zone
   */
  static ZoneId zone(@Nullable String text) {
    try {
      return text == null ? ZoneOffset.UTC : ZoneId.of(text);
    } catch (DateTimeException e) {
      throw Problem.invalid("zone", "must be a time zone such as Asia/Shanghai", text);
    }
  }
}
