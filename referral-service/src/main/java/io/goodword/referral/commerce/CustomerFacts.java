package io.goodword.referral.commerce;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer; the same whatever the sequence of the reports.
 *
 * @param customerId opaque customer id
 * @param registeredAt earliest registration, null while none was reported
 * @param firstSeenAt time of the earliest fact
 * @param orders all orders of which a payment, refund or cancellation was reported
 * @param signals hashes for fraud checks
 */
public record CustomerFacts(
    String customerId,
    @Nullable Instant registeredAt,
    Instant firstSeenAt,
    List<OrderFacts> orders,
    Set<Signal> signals) {

  /** Copies the collections. */
  public CustomerFacts {
    orders = List.copyOf(orders);
    signals = Set.copyOf(signals);
  }
}
