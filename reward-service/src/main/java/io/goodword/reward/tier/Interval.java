package io.goodword.reward.tier;

import java.time.Instant;

/**
 * A piece of time.
 *
 * @param from first instant
 * @param until first instant after it
 */
record Interval(Instant from, Instant until) {

  /**
   * End of a piece that still runs. Not the present instant: the clocks of two replicas differ, and
   * what one has just posted must count for the other.
   */
  static final Instant OPEN = Instant.parse("9999-01-01T00:00:00Z");

  /** The same piece, ended at an instant when it goes on after it. */
  Interval endingBy(Instant end) {
    return until.isAfter(end) ? new Interval(from, end) : this;
  }
}
