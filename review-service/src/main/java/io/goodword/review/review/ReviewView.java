package io.goodword.review.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.goodword.kit.page.PageLanguage;
import io.goodword.review.moderation.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A review in the API.
 *
 * @param author masked name, or that the author wishes to stay anonymous
 * @param source how it came to us: invited
 * @param verified whether the author received the product
 * @param incentivised whether a reward was promised, the same for any stars
 * @param masked whether personal data in the text is covered
 * @param confidential for moderators and the author only, absent for others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReviewView(
    UUID id,
    String productId,
    String productTitle,
    int stars,
    String text,
    String author,
    boolean anonymous,
    String source,
    boolean verified,
    boolean incentivised,
    boolean masked,
    List<Picture> photos,
    String state,
    Instant submittedAt,
    @Nullable Instant publishedAt,
    @Nullable Confidential confidential) {

  /** A photo, its size in pixels. */
  record Picture(String url, int width, int height) {}

  /**
   * What the public does not see.
   *
   * @param reasons codes of the closed list
   * @param decidedBy moderator, "automatic" or "released-by-time"
   * @param releasedAt when a held review is shown by itself
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Confidential(
      String authorId,
      List<String> reasons,
      @Nullable String decidedBy,
      @Nullable Instant decidedAt,
      @Nullable String note,
      @Nullable Instant releasedAt) {

    static Confidential of(Review review, Duration releaseAfter) {
      Instant decided = review.decidedAt();
      return new Confidential(
          review.authorId(),
          review.reasons().stream().map(Reason::code).toList(),
          review.decidedBy(),
          decided,
          review.note(),
          review.state() == ReviewState.HELD && decided != null
              ? decided.plus(releaseAfter)
              : null);
    }
  }

  static ReviewView of(
      ReviewDesk.Shown shown,
      PageLanguage language,
      Function<UUID, String> link,
      @Nullable Confidential confidential) {
    Review review = shown.review();
    return new ReviewView(
        review.id(),
        review.productId(),
        review.productTitle(),
        review.stars(),
        confidential == null ? review.shownText() : review.text(),
        AuthorName.of(review.authorId(), review.isAnonymous(), language),
        review.isAnonymous(),
        review.source().name().toLowerCase(Locale.ROOT),
        review.isVerified(),
        review.isIncentivised(),
        review.isMasked(),
        shown.photos().stream()
            .map(photo -> new Picture(link.apply(photo.id()), photo.width(), photo.height()))
            .toList(),
        review.state().code(),
        review.submittedAt(),
        review.state() == ReviewState.PUBLISHED ? review.decidedAt() : null,
        confidential);
  }
}
