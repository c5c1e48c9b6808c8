package io.goodword.contracts.review;

import io.goodword.contracts.Checks;
import java.time.Instant;
import java.util.List;

/**
 * A customer will be asked for a review.
 *
 * @param requestId id of the request
 * @param orderId delivered order
 * @param customerId customer who is asked
 * @param productIds products asked about
 * @param sendAt when the request goes out
 * @param expiresAt when its link ends
 * @param occurredAt when it happened
 */
public record ReviewRequestScheduled(
    String requestId,
    String orderId,
    String customerId,
    List<String> productIds,
    Instant sendAt,
    Instant expiresAt,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.review.request.scheduled.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public ReviewRequestScheduled {
    Checks.text("requestId", requestId);
    Checks.text("orderId", orderId);
    Checks.text("customerId", customerId);
    productIds = List.copyOf(Checks.present("productIds", productIds));
    Checks.present("sendAt", sendAt);
    Checks.present("expiresAt", expiresAt);
    Checks.present("occurredAt", occurredAt);
  }
}
