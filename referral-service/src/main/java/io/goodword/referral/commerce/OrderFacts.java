package io.goodword.referral.commerce;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an order; the same whatever the sequence of the reports.
 *
 * @param orderId the shop's id
 * @param paidAt when it was paid, null while no payment was reported
 * @param paid minor units, 0 while no payment was reported
 * @param refundedReported sum of all refunds in the currency of the payment, minor units
 * @param cancelledAt when it was cancelled, null if it was not
 * @param changedAt time of the latest refund or of the cancellation, null if there is none
 */
public record OrderFacts(
    String orderId,
    @Nullable Instant paidAt,
    long paid,
    long refundedReported,
    @Nullable Instant cancelledAt,
    @Nullable Instant changedAt) {

  /** Minor units that went back, never more than was paid; a cancelled order went back in full. */
  public long refunded() {
    return cancelledAt == null ? Math.min(refundedReported, paid) : paid;
  }
}
