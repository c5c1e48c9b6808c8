package io.goodword.reward.budget;

import java.util.List;

/** How much of a budget is used, in the steps that are announced. Pure. */
final class Share {

  /** Shares that are announced, in percent. */
  static final List<Integer> ANNOUNCED = List.of(50, 80, 100);

  private Share() {}

  /**
   * The highest announced share that is reached.
   *
   * @param funded minor units funded, zero or more
   * @param used minor units spent or held
   * @return 50, 80 or 100, or 0 when less than half is used or nothing was funded
   */
  static int reached(long funded, long used) {
    int reached = 0;
    for (int percent : ANNOUNCED) {
      if (funded > 0 && used >= threshold(funded, percent)) {
        reached = percent;
      }
    }
    return reached;
  }

  /** The smallest use that is at least this share; no overflow for any funding. */
  private static long threshold(long funded, int percent) {
    long rest = funded % 100 * percent;
    return funded / 100 * percent + rest / 100 + (rest % 100 == 0 ? 0 : 1);
  }
}
