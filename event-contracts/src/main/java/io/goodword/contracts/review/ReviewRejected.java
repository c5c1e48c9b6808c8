package io.goodword.contracts.review;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A review was refused for a reason from the closed list; the author may mend it.
 *
 * @param reviewId id of the review
 * @param productId reviewed product
 * @param authorId customer id of the author
 * @param reason code of the closed list
 * @param occurredAt when it happened
 */
public record ReviewRejected(
    String reviewId, String productId, String authorId, String reason, Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.review.review.rejected.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public ReviewRejected {
    Checks.text("reviewId", reviewId);
    Checks.text("productId", productId);
    Checks.text("authorId", authorId);
    Checks.text("reason", reason);
    Checks.present("occurredAt", occurredAt);
  }
}
