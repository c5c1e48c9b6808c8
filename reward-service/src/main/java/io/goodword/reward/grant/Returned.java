package io.goodword.reward.grant;

import io.goodword.reward.ledger.Proportion;
import org.jspecify.annotations.Nullable;

/**
 * What came back of an order. Pure.
 *
 * @param paid minor units, absent until the payment is known
 * @param refunded minor units of all refunds together
 * @param cancelled whether the order was cancelled
 */
record Returned(@Nullable Long paid, long refunded, boolean cancelled) {

  /** An order of which nothing came back. */
  static final Returned NOTHING = new Returned(null, 0, false);

  /**
   * What is left of a reward for the order: nothing after a cancellation, its share of what stayed
   * paid after refunds, all of it while the payment is not known.
   */
  long left(long amount) {
    if (cancelled) {
      return 0;
    }
    if (paid == null || paid == 0 || refunded == 0) {
      return amount;
    }
    return Proportion.left(amount, Math.min(refunded, paid), paid);
  }
}
