package io.goodword.contracts.commerce;

import io.goodword.contracts.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person became a customer of the shop.
 *
 * @param customerId opaque customer id
 * @param occurredAt when it happened
 * @param claim how the customer was recommended, if at all
 * @param evidence hashes for fraud checks
 */
public record CustomerRegistered(
    String customerId, Instant occurredAt, @Nullable Claim claim, @Nullable Evidence evidence) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.commerce.customer.registered.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public CustomerRegistered {
    Checks.text("customerId", customerId);
    Checks.present("occurredAt", occurredAt);
  }
}
