package io.goodword.reward.wallet;

import io.goodword.kit.page.PageLanguage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;

/** Dates in the language and zone of the reader. Pure. */
record Dates(PageLanguage language, ZoneId zone) {

  /** A day. */
  String day(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(language.locale())
        .format(day);
  }

  /** The day of an instant. */
  String day(Instant instant) {
    return day(LocalDate.ofInstant(instant, zone));
  }

  /** Day and time of an instant. */
  String moment(Instant instant) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(language.locale())
        .withZone(zone)
        .format(instant);
  }

  /** Time of an instant. */
  String time(Instant instant) {
    return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
        .withLocale(language.locale())
        .withZone(zone)
        .format(instant);
  }

  /**
   * Until when something is good that no longer is at an instant: its last day when it ends with a
   * day, else day and time.
   */
  String until(Instant end) {
    ZonedDateTime local = end.atZone(zone);
    return local.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? day(local.toLocalDate().minusDays(1))
        : moment(end);
  }

  /** What the zone is called. */
  String zoneName() {
    return zone.getDisplayName(TextStyle.FULL, language.locale());
  }
}
