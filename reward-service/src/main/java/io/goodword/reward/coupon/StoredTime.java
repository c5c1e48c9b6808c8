package io.goodword.reward.coupon;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Time as finely as the database keeps it, so that a first answer and a later one are the same. */
final class StoredTime {

  private StoredTime() {}

  /** Now, to the microsecond. */
  static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
