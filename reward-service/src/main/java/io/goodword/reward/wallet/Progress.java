package io.goodword.reward.wallet;

import org.jspecify.annotations.Nullable;

/**
 * How far the way to a level is. Pure.
 *
 * @param value what counts so far, 0 to {@code goal}
 * @param goal what is needed, at least 1
 * @param missing what is still needed
 */
record Progress(long value, long goal, long missing) {

  /**
   * The way to a threshold.
   *
   * @param qualifying what the running window holds
   * @param threshold least figure of the level, null when there is no higher one
   * @return null when there is no way to go
   */
  static @Nullable Progress to(@Nullable Long threshold, long qualifying) {
    if (threshold == null || threshold < 1) {
      return null;
    }
    long value = Math.clamp(qualifying, 0, threshold);
    return new Progress(value, threshold, threshold - value);
  }
}
