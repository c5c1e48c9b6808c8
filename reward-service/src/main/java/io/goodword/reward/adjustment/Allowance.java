package io.goodword.reward.adjustment;

import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Whether an amount may move without a second person. Pure. */
final class Allowance {

  /** What is counted together; whoever waits this long has the whole limit again. */
  static final Duration DAY = Duration.ofHours(24);

  private Allowance() {}

  /**
   * The limit that applies to a maker: the newest one, but never more than the newest one that
   * somebody else has set, or one person could lift the limit and use it.
   *
   * @param newest newest limit of the role, null when there is none
   * @param newestOfOthers newest one that the maker has not set
   * @return minor units, 0 when everything needs a second person
   */
  static long limit(@Nullable Long newest, @Nullable Long newestOfOthers) {
    return newest == null || newestOfOthers == null ? 0 : Math.min(newest, newestOfOthers);
  }

  /**
   * Whether all fits.
   *
   * @param limit minor units of a rolling day
   * @param wanted for each subject what it used in the last {@link #DAY} and what it would use now,
   *     zero or more; the limit itself is allowed
   */
  static boolean fits(long limit, Collection<Wanted> wanted) {
    return wanted.stream()
        .allMatch(one -> one.used() <= limit && one.amount() <= limit - one.used());
  }

  /** What a maker or customer has used and would use, in minor units. */
  record Wanted(long used, long amount) {}
}
