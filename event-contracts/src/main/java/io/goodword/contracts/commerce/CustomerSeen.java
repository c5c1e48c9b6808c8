package io.goodword.contracts.commerce;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A customer was active in the shop.
 *
 * @param customerId opaque customer id
 * @param occurredAt when it happened
 */
public record CustomerSeen(String customerId, Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.commerce.customer.seen.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public CustomerSeen {
    Checks.text("customerId", customerId);
    Checks.present("occurredAt", occurredAt);
  }
}
