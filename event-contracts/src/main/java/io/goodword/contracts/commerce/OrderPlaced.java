package io.goodword.contracts.commerce;

import io.goodword.contracts.Checks;
import io.goodword.contracts.Money;
import java.time.Instant;
import java.util.List;

/**
 * A customer placed an order that is not yet paid.
 *
 * @param orderId the shop's order id
 * @param customerId opaque customer id
 * @param occurredAt when it happened
 * @param amount order total
 * @param items lines of the order
 */
public record OrderPlaced(
    String orderId, String customerId, Instant occurredAt, Money amount, List<OrderItem> items) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.commerce.order.placed.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public OrderPlaced {
    Checks.text("orderId", orderId);
    Checks.text("customerId", customerId);
    Checks.present("occurredAt", occurredAt);
    Checks.present("amount", amount);
    items = List.copyOf(Checks.present("items", items));
  }
}
