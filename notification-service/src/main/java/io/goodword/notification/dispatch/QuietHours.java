package io.goodword.notification.dispatch;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * A daily window on the wall clock of the recipient, which may wrap midnight.
 *
 * @param start first quiet minute
 * @param end first minute after; the same as the start means no quiet hours
 */
record QuietHours(LocalTime start, LocalTime end) {

  /**
   * When a message of this moment may go out, if it must wait. An end that daylight saving skips is
   * the first moment after the gap; one that comes twice is the first of both.
   */
  Optional<Instant> end(Instant moment, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
    LocalTime time = local.toLocalTime();
    boolean wraps = start.isAfter(end);
    boolean quiet =
        wraps
            ? !time.isBefore(start) || time.isBefore(end)
            : !time.isBefore(start) && time.isBefore(end);
    if (!quiet) {
      return Optional.empty();
    }
    boolean tomorrow = wraps && !time.isBefore(start);
    LocalDateTime until = local.toLocalDate().plusDays(tomorrow ? 1 : 0).atTime(end);
    ZoneOffsetTransition transition = zone.getRules().getTransition(until);
    if (transition != null && transition.isGap()) {
      return Optional.of(transition.getInstant());
    }
    ZonedDateTime first = ZonedDateTime.of(until, zone).withEarlierOffsetAtOverlap();
    return Optional.of(
        first.toInstant().isAfter(moment)
            ? first.toInstant()
            : first.withLaterOffsetAtOverlap().toInstant());
  }
}
