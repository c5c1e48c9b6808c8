package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer got a coupon. The code is in no event.
 *
 * @param couponId id of the coupon
 * @param pool name of the pool whose terms it has
 * @param customerId customer who alone may use it
 * @param grantId grant that it fulfils, absent for one that was given directly
 * @param expiresAt first moment at which it is no longer valid, absent for never
 * @param occurredAt when it happened
 */
public record CouponIssued(
    String couponId,
    String pool,
    String customerId,
    @Nullable String grantId,
    @Nullable Instant expiresAt,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.coupon.issued.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public CouponIssued {
    Checks.text("couponId", couponId);
    Checks.text("pool", pool);
    Checks.text("customerId", customerId);
    Checks.present("occurredAt", occurredAt);
  }
}
