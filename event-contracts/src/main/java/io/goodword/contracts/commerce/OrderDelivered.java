package io.goodword.contracts.commerce;

import io.goodword.contracts.Checks;
import java.time.Instant;
import java.util.List;

/**
 * An order reached the customer.
 *
 * @param orderId the shop's order id
 * @param customerId opaque customer id
 * @param occurredAt when it happened
 * @param items what was delivered
 */
public record OrderDelivered(
    String orderId, String customerId, Instant occurredAt, List<OrderItem> items) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.commerce.order.delivered.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public OrderDelivered {
    Checks.text("orderId", orderId);
    Checks.text("customerId", customerId);
    Checks.present("occurredAt", occurredAt);
    items = List.copyOf(Checks.present("items", items));
  }
}
