package io.goodword.contracts.commerce;

import io.goodword.contracts.Checks;

/**
 * A line of an order.
 *
 * @param productId the shop's product id
 * @param title product name as the customer knows it
 * @param quantity pieces, at least 1
 */
public record OrderItem(String productId, String title, int quantity) {

  /** Refuses an incomplete fact, naming the field and the rule. */
  public OrderItem {
    Checks.text("productId", productId);
    Checks.text("title", title);
    Checks.positive("quantity", quantity);
  }
}
