package io.goodword.review.review;

import io.goodword.contracts.review.ReviewPublished;
import io.goodword.contracts.review.ReviewRejected;
import io.goodword.contracts.review.ReviewSubmitted;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Records that Jackson writes by reflection in a native image. */
@RegisterForReflection(
    targets = {ReviewSubmitted.class, ReviewPublished.class, ReviewRejected.class})
final class ReviewReflection {

  private ReviewReflection() {}
}
