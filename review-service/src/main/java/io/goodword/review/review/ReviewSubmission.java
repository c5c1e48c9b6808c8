package io.goodword.review.review;

import io.goodword.contracts.review.ReviewSubmitted;
import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.source.Ids;
import io.goodword.review.moderation.TextModeration;
import io.goodword.review.request.Invitation;
import io.goodword.review.request.Opening;
import io.goodword.review.request.Product;
import io.goodword.review.request.ReviewRequests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes the reviews of one invitation, once. */
@ApplicationScoped
class ReviewSubmission {

  private final ReviewRequests requests;
  private final Reviews reviews;
  private final Photos photos;
  private final TextModeration moderation;
  private final Publication publication;
  private final Outbox outbox;
  private final Ids ids;
  private final Clock clock;

  ReviewSubmission(
      ReviewRequests requests,
      Reviews reviews,
      Photos photos,
      TextModeration moderation,
      Publication publication,
      Outbox outbox,
      Ids ids,
      Clock clock) {
    this.requests = requests;
    this.reviews = reviews;
    this.photos = photos;
    this.moderation = moderation;
    this.publication = publication;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What a customer says about one product.
   *
   * @param stars 1 to 5
   * @param text at most 2,000 characters, possibly empty
   * @param photos re-encoded, at most six
   */
  record Draft(Product product, int stars, String text, List<Photo> photos) {}

  /** What was handed in, with the photos of each review. */
  record HandedIn(List<Review> reviews, Map<UUID, List<Photos.Stored>> photos) {}

  /**
   * Stores and judges the drafts if the link is still open.
   *
   * @return what the link opened; the drafts were taken only when that is {@link Opening.Open}
   */
  @Transactional
  Opening submit(String token, List<Draft> drafts, boolean anonymous) {
    Opening opening = requests.openLocked(token);
    if (opening instanceof Opening.Open(Invitation invitation)) {
      // summaries are locked product by product: always in the same order, so that nobody waits in
      // a
      // circle
      drafts.stream()
          .sorted(Comparator.comparing(draft -> draft.product().id()))
          .forEach(draft -> take(invitation, draft, anonymous));
      requests.submitted(invitation.requestId());
    }
    return opening;
  }

  /** What was handed in for an invitation. */
  @Transactional
  HandedIn of(Invitation invitation) {
    List<Review> found = reviews.ofRequest(invitation.requestId());
    return new HandedIn(found, photos.of(found));
  }

  private void take(Invitation invitation, Draft draft, boolean anonymous) {
    Instant now = clock.instant();
    var review =
        new Review(
            ids.next(), invitation, draft.product(), draft.stars(), draft.text(), anonymous, now);
    String id = review.id().toString();
    outbox.append(
        ReviewSubmitted.TYPE,
        id,
        new ReviewSubmitted(
            id, review.productId(), review.authorId(), invitation.requestId().toString(), now));
    review.judge(moderation.judge(draft.text()), now);
    reviews.persistAndFlush(review);
    photos.add(review.id(), draft.photos());
    publication.announce(review);
  }
}
