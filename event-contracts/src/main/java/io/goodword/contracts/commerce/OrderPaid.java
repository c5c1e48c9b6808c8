package io.goodword.contracts.commerce;

import io.goodword.contracts.Checks;
import io.goodword.contracts.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order was paid in full.
 *
 * @param orderId the shop's order id
 * @param customerId opaque customer id
 * @param occurredAt when it happened
 * @param amount paid total
 * @param claim how the customer was recommended, if claimed only at checkout
 * @param evidence hashes for fraud checks
 */
public record OrderPaid(
    String orderId,
    String customerId,
    Instant occurredAt,
    Money amount,
    @Nullable Claim claim,
    @Nullable Evidence evidence) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.commerce.order.paid.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public OrderPaid {
    Checks.text("orderId", orderId);
    Checks.text("customerId", customerId);
    Checks.present("occurredAt", occurredAt);
    Checks.present("amount", amount);
  }
}
