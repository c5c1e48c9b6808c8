package io.goodword.notification.dispatch;

import java.time.Duration;

/**
 * Pauses between attempts: doubled each time up to a longest, less a quarter at most so that many
 * messages do not come back at the same moment.
 */
record Backoff(Duration first, Duration longest) {

  private static final int MOST_DOUBLINGS = 30;

  /**
   * The pause after an attempt.
   *
   * @param attempt 1 for the first
   * @param smear number by which messages are spread
   */
  Duration after(int attempt, long smear) {
    long doubled = first.toMillis() << Math.min(Math.max(attempt - 1, 0), MOST_DOUBLINGS);
    long pause = doubled <= 0 ? longest.toMillis() : Math.min(doubled, longest.toMillis());
    long quarter = Math.max(pause / 4, 1);
    return Duration.ofMillis(pause - Math.floorMod(smear, quarter));
  }
}
