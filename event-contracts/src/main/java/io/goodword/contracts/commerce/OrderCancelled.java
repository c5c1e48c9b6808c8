package io.goodword.contracts.commerce;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * An order was cancelled before delivery; a paid one counts as refunded in full.
 *
 * @param orderId the shop's order id
 * @param customerId opaque customer id
 * @param occurredAt when it happened
 */
public record OrderCancelled(String orderId, String customerId, Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.commerce.order.cancelled.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public OrderCancelled {
    Checks.text("orderId", orderId);
    Checks.text("customerId", customerId);
    Checks.present("occurredAt", occurredAt);
  }
}
