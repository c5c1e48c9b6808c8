package io.goodword.review.review;

import io.goodword.kit.paging.Cursor;
import io.goodword.kit.problem.Problem;
import io.goodword.review.moderation.Reason;
import io.goodword.review.moderation.TextModeration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows reviews and takes the decisions of moderators and of time. */
@ApplicationScoped
class ReviewDesk {

  private static final int RELEASED_AT_ONCE = 100;

  private final Reviews reviews;
  private final Photos photos;
  private final Publication publication;
  private final TextModeration moderation;
  private final ReviewSettings settings;
  private final Clock clock;

  ReviewDesk(
      Reviews reviews,
      Photos photos,
      Publication publication,
      TextModeration moderation,
      ReviewSettings settings,
      Clock clock) {
    this.reviews = reviews;
    this.photos = photos;
    this.publication = publication;
    this.moderation = moderation;
    this.settings = settings;
    this.clock = clock;
  }

  /** A review with its photos. */
  record Shown(Review review, List<Photos.Stored> photos) {}

  @Transactional
  Cursor.Page<Shown> listed(
      @Nullable String productId, ReviewState state, @Nullable UUID after, int limit) {
    return page(reviews.listed(productId, state, after, limit + 1), limit);
  }

  @Transactional
  Cursor.Page<Shown> queue(@Nullable UUID after, int limit) {
    return page(reviews.waiting(after, limit + 1), limit);
  }

  @Transactional
  Shown one(UUID id) {
    return shown(reviews.findByIdOptional(id).orElseThrow(() -> Problem.notFound("review")));
  }

  /** Publishes a held review; the same decision again changes nothing. */
  @Transactional
  Shown publish(UUID id, String moderator, @Nullable String note) {
    Review review = locked(id);
    if (review.state() != ReviewState.PUBLISHED) {
      review.publish(moderator, note, clock.instant());
      publication.announce(review);
    }
    return shown(review);
  }

  /** Rejects a held review; the same decision again changes nothing. */
  @Transactional
  Shown reject(UUID id, String moderator, Reason reason, @Nullable String note) {
    Review review = locked(id);
    if (review.state() != ReviewState.REJECTED || !review.reasons().equals(List.of(reason))) {
      review.reject(moderator, reason, note, clock.instant());
      publication.announce(review);
    }
    return shown(review);
  }

  /**
   * Shows what was held longer than promised.
   *
   * @return how many reviews
   */
  @Transactional
  int releaseOverdue() {
    List<Review> overdue =
        reviews.heldSince(clock.instant().minus(settings.releaseAfter()), RELEASED_AT_ONCE);
    for (Review review : overdue) {
      review.release(moderation.masked(review.text()), clock.instant());
      publication.announce(review);
    }
    return overdue.size();
  }

  private Review locked(UUID id) {
    return reviews.locked(id).orElseThrow(() -> Problem.notFound("review"));
  }

  private Shown shown(Review review) {
    return new Shown(review, photos.of(List.of(review)).getOrDefault(review.id(), List.of()));
  }

  private Cursor.Page<Shown> page(List<Review> found, int limit) {
    Map<UUID, List<Photos.Stored>> pictures = photos.of(found);
    return Cursor.page(
        found.stream()
            .map(review -> new Shown(review, pictures.getOrDefault(review.id(), List.of())))
            .toList(),
        limit,
        shown -> shown.review().id().toString());
  }
}
