package io.goodword.reward.coupon;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** May a customer use a code now, whatever is in the basket? Pure. */
final class Usability {

  private Usability() {}

  /**
   * How a code stands.
   *
   * @param uses orders that have reserved or redeemed it
   * @param customerUses orders of the customer over all codes of the pool
   * @param assignedAt when its holder got it, null for a code without a holder
   * @param left what is left on a gift card
   */
  record Standing(
      Coupon.State state, int uses, int customerUses, @Nullable Instant assignedAt, long left) {}

  /** Why not, empty when it may. */
  static Optional<Reason> hindrance(Terms terms, Standing standing, Instant now) {
    if (standing.state() == Coupon.State.WITHDRAWN) {
      return Optional.of(Reason.WITHDRAWN);
    }
    Instant end = terms.endOf(standing.assignedAt());
    if (standing.state() == Coupon.State.EXPIRED || (end != null && !now.isBefore(end))) {
      return Optional.of(Reason.EXPIRED);
    }
    if (terms.validFrom() != null && now.isBefore(terms.validFrom())) {
      return Optional.of(Reason.NOT_YET_VALID);
    }
    if (reached(standing.uses(), terms.usesPerCode())
        || (terms.giftCard() && standing.left() < 1)) {
      return Optional.of(Reason.USED_UP);
    }
    if (reached(standing.customerUses(), terms.usesPerCustomer())) {
      return Optional.of(Reason.CUSTOMER_LIMIT);
    }
    return Optional.empty();
  }

  private static boolean reached(int uses, @Nullable Integer limit) {
    return limit != null && uses >= limit;
  }
}
