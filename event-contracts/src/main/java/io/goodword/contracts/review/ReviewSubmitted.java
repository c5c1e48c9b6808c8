package io.goodword.contracts.review;

import io.goodword.contracts.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An author handed in a review.
 *
 * @param reviewId id of the review
 * @param productId reviewed product
 * @param authorId customer id of the author
 * @param requestId request that led to it
 * @param occurredAt when it happened
 */
public record ReviewSubmitted(
    String reviewId,
    String productId,
    String authorId,
    @Nullable String requestId,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.review.review.submitted.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public ReviewSubmitted {
    Checks.text("reviewId", reviewId);
    Checks.text("productId", productId);
    Checks.text("authorId", authorId);
    Checks.present("occurredAt", occurredAt);
  }
}
