package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A redemption went back after a refund, in full or, onto a gift card, in part.
 *
 * @param couponId id of the coupon
 * @param redemptionId id of the redemption
 * @param pool name of the pool whose terms it has
 * @param customerId customer who had used it
 * @param orderId order that was refunded
 * @param refundId the shop's name of the refund
 * @param currency asset code of the discount
 * @param amount minor units of the discount that went back
 * @param restored whether the coupon can be used again, within its terms
 * @param occurredAt when it happened
 */
public record CouponRolledBack(
    String couponId,
    String redemptionId,
    String pool,
    String customerId,
    String orderId,
    String refundId,
    String currency,
    long amount,
    boolean restored,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.coupon.rolledback.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public CouponRolledBack {
    Checks.text("couponId", couponId);
    Checks.text("redemptionId", redemptionId);
    Checks.text("pool", pool);
    Checks.text("customerId", customerId);
    Checks.text("orderId", orderId);
    Checks.text("refundId", refundId);
    Checks.text("currency", currency);
    Checks.positive("amount", amount);
    Checks.present("occurredAt", occurredAt);
  }
}
