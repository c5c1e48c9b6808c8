package io.goodword.review.request;

import io.goodword.contracts.Checks;

/**
 * A delivered product.
 *
 * @param id the shop's product id
 * @param title as the customer knows it
 */
public record Product(String id, String title) {

  /** Refuses an incomplete product. */
  public Product {
    Checks.text("id", id);
    Checks.text("title", title);
  }
}
