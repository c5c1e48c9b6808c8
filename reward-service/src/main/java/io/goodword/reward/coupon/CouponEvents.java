package io.goodword.reward.coupon;

import io.goodword.contracts.reward.CouponIssued;
import io.goodword.contracts.reward.CouponRedeemed;
import io.goodword.contracts.reward.CouponRolledBack;
import io.goodword.contracts.reward.GrantConfirmed;
import io.goodword.contracts.reward.GrantMade;
import io.goodword.contracts.reward.GrantReversed;
import io.goodword.kit.outbox.OutboxEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Tells what became of coupons; never a code. */
@RegisterForReflection(
    targets = {
      CouponIssued.class,
      CouponRedeemed.class,
      CouponRolledBack.class,
      GrantMade.class,
      GrantConfirmed.class,
      GrantReversed.class
    })
final class CouponEvents {

  private CouponEvents() {}

  static OutboxEvent issued(Coupon coupon, Pool pool) {
    return event(
        coupon.id(),
        CouponIssued.TYPE,
        new CouponIssued(
            coupon.id().toString(),
            pool.name(),
            Objects.requireNonNull(coupon.holder()),
            coupon.grantId(),
            pool.terms().endOf(coupon.assignedAt()),
            coupon.issuedAt()));
  }

  static OutboxEvent redeemed(Use use, Pool pool, Instant now) {
    return event(
        use.couponId(),
        CouponRedeemed.TYPE,
        new CouponRedeemed(
            use.couponId().toString(),
            use.id().toString(),
            pool.name(),
            use.customerId(),
            use.orderId(),
            use.currency(),
            use.discount(),
            now));
  }

  static OutboxEvent rolledBack(Use use, Pool pool, StoredUses.Rollback rollback, Instant now) {
    return event(
        use.couponId(),
        CouponRolledBack.TYPE,
        new CouponRolledBack(
            use.couponId().toString(),
            use.id().toString(),
            pool.name(),
            use.customerId(),
            use.orderId(),
            rollback.refundId(),
            use.currency(),
            rollback.amount(),
            rollback.restored(),
            now));
  }

  private static OutboxEvent event(UUID coupon, String type, Object payload) {
    return OutboxEvent.of(type, coupon.toString(), payload);
  }
}
