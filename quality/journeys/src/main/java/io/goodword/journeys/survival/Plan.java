package io.goodword.journeys.survival;

import java.time.Duration;

/**
 * How hard it is.
 *
 * @param kills how many processes are killed
 * @param journeysPerSecond friends who begin each second, while the load is on
 * @param shortestPause least time between two kills
 * @param longestPause most time between two kills
 * @param heal how long services may take to be ready after the last kill, and again how long after
 *     the end of the load everything must be right
 * @param seed of every random choice, printed so that a run can be repeated
 */
public record Plan(
    int kills,
    int journeysPerSecond,
    Duration shortestPause,
    Duration longestPause,
    Duration heal,
    long seed) {

  /** The form of the promise: 60 seconds to heal. */
  public static Plan of(int kills, long seed) {
    return new Plan(
        kills, 10, Duration.ofSeconds(3), Duration.ofSeconds(7), Duration.ofSeconds(60), seed);
  }

  /** The same with another time to heal, where the machine is shared with a build. */
  public Plan healingWithin(Duration limit) {
    return new Plan(kills, journeysPerSecond, shortestPause, longestPause, limit, seed);
  }
}
