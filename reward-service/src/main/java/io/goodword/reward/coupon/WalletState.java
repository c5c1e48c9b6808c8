package io.goodword.reward.coupon;

import java.time.Instant;

/** How a coupon stands in the eyes of its holder. Pure. */
final class WalletState {

  private WalletState() {}

  /**
   * One of withdrawn, used, reserved, expired, not-yet-valid and valid; the first that is true.
   *
   * @param left what is left on a gift card and not reserved
   */
  static String of(Coupon coupon, Terms terms, long left, Instant now) {
    if (coupon.state() == Coupon.State.WITHDRAWN) {
      return "withdrawn";
    }
    boolean reserved = coupon.uses() > coupon.redeemed();
    if (!coupon.card() && coupon.redeemed() > 0) {
      return "used";
    }
    if (reserved && (!coupon.card() || left == 0)) {
      return "reserved";
    }
    if (coupon.state() == Coupon.State.EXPIRED) {
      return "expired";
    }
    if (coupon.card() && left == 0) {
      return "used";
    }
    Instant end = terms.endOf(coupon.assignedAt());
    if (end != null && !now.isBefore(end)) {
      return "expired";
    }
    return terms.validFrom() != null && now.isBefore(terms.validFrom()) ? "not-yet-valid" : "valid";
  }
}
