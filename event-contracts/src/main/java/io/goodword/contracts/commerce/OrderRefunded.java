package io.goodword.contracts.commerce;

import io.goodword.contracts.Checks;
import io.goodword.contracts.Money;
import java.time.Instant;

/**
 * Money of an order went back to the customer, in part or in full.
 *
 * @param orderId the shop's order id
 * @param refundId the shop's id of this refund
 * @param customerId opaque customer id
 * @param occurredAt when it happened
 * @param amount refunded by this refund alone
 */
public record OrderRefunded(
    String orderId, String refundId, String customerId, Instant occurredAt, Money amount) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.commerce.order.refunded.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public OrderRefunded {
    Checks.text("orderId", orderId);
    Checks.text("refundId", refundId);
    Checks.text("customerId", customerId);
    Checks.present("occurredAt", occurredAt);
    Checks.present("amount", amount);
  }
}
