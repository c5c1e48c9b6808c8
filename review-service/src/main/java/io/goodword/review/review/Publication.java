package io.goodword.review.review;

import io.goodword.contracts.review.ReviewPublished;
import io.goodword.contracts.review.ReviewRejected;
import io.goodword.kit.outbox.Outbox;
import io.goodword.review.summary.ProductSummaries;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Tells the world what was decided, in the transaction of the decision. */
@ApplicationScoped
class Publication {

  private final ProductSummaries summaries;
  private final Photos photos;
  private final Outbox outbox;
  private final Clock clock;

  Publication(ProductSummaries summaries, Photos photos, Outbox outbox, Clock clock) {
    this.summaries = summaries;
    this.photos = photos;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Announces a review that was just published or rejected; a held one stays quiet. */
  void announce(Review review) {
    switch (review.state()) {
      case PUBLISHED -> published(review);
      case REJECTED -> rejected(review);
      case SUBMITTED, HELD -> {
        // nothing has been decided that concerns anybody else
      }
    }
  }

  private void published(Review review) {
    summaries.published(review.productId(), review.stars(), review.isIncentivised());
    String text = review.text();
    outbox.append(
        ReviewPublished.TYPE,
        review.id().toString(),
        new ReviewPublished(
            review.id().toString(),
            review.productId(),
            review.authorId(),
            review.isVerified(),
            photos.of(List.of(review)).isEmpty() ? List.of() : List.of("photo"),
            text.codePointCount(0, text.length()),
            review.isIncentivised(),
            review.programmeId().toString(),
            clock.instant()));
  }

  private void rejected(Review review) {
    outbox.append(
        ReviewRejected.TYPE,
        review.id().toString(),
        new ReviewRejected(
            review.id().toString(),
            review.productId(),
            review.authorId(),
            review.reasons().getFirst().code(),
            clock.instant()));
  }
}
