package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * An order used a coupon, once and for all.
 *
 * @param couponId id of the coupon
 * @param redemptionId id of the redemption, which a refund names
 * @param pool name of the pool whose terms it has
 * @param customerId customer who used it
 * @param orderId order that it took something off
 * @param currency asset code of the discount
 * @param discount minor units that it took off
 * @param occurredAt when it happened
 */
public record CouponRedeemed(
    String couponId,
    String redemptionId,
    String pool,
    String customerId,
    String orderId,
    String currency,
    long discount,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.coupon.redeemed.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public CouponRedeemed {
    Checks.text("couponId", couponId);
    Checks.text("redemptionId", redemptionId);
    Checks.text("pool", pool);
    Checks.text("customerId", customerId);
    Checks.text("orderId", orderId);
    Checks.text("currency", currency);
    Checks.positive("discount", discount);
    Checks.present("occurredAt", occurredAt);
  }
}
