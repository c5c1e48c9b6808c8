package io.goodword.journeys.story;

import java.time.Duration;

/**
 * How many times longer everything in a story takes that ends by itself: 1 for a spectator of the
 * demo, more where a loaded machine must keep up.
 */
final class Pace {

  static final int TIMES = Integer.getInteger("goodword.story.pace", 1);

  private Pace() {}

  /** So many seconds for a spectator. */
  static Duration of(int seconds) {
    return Duration.ofSeconds(seconds).multipliedBy(TIMES);
  }
}
