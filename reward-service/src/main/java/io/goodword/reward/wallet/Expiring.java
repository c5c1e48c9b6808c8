package io.goodword.reward.wallet;

import io.goodword.reward.points.Lots.Soon;
import java.util.ArrayList;
import java.util.List;

/** What a customer will lose unless it is spent. Pure. */
final class Expiring {

  private Expiring() {}

  /**
   * What can still be spent of what expires. A hold sets aside what would be spent first, that is
   * what expires first, so this is left out from the beginning.
   *
   * @param soon what expires of one asset, first to expire first
   * @param held what is set aside of it, minor units
   */
  static List<Soon> free(List<Soon> soon, long held) {
    var free = new ArrayList<Soon>();
    long aside = held;
    for (Soon part : soon) {
      long taken = Math.min(aside, part.amount());
      aside -= taken;
      if (!part.due() && part.amount() > taken) {
        free.add(new Soon(part.asset(), part.day(), part.amount() - taken, false));
      }
    }
    return free;
  }
}
