package io.goodword.contracts.review;

import io.goodword.contracts.Checks;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A review became visible to all. It carries no rating and no sentiment, so that no reward can
 * depend on one (16 CFR 465.4).
 *
 * @param reviewId id of the review
 * @param productId reviewed product
 * @param authorId customer id of the author
 * @param verified whether the author bought the product
 * @param mediaKinds kinds of attached media: photo, video
 * @param length characters of the text
 * @param incentivised whether a reward was promised
 * @param programmeId review programme that promised it, if any
 * @param occurredAt when it happened
 */
public record ReviewPublished(
    String reviewId,
    String productId,
    String authorId,
    boolean verified,
    List<String> mediaKinds,
    int length,
    boolean incentivised,
    @Nullable String programmeId,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.review.review.published.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public ReviewPublished {
    Checks.text("reviewId", reviewId);
    Checks.text("productId", productId);
    Checks.text("authorId", authorId);
    mediaKinds = List.copyOf(Checks.present("mediaKinds", mediaKinds));
    Checks.present("occurredAt", occurredAt);
    Checks.notNegative("length", length);
  }
}
