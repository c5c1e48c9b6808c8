package io.goodword.review.review;

import io.goodword.kit.problem.Problem;
import io.goodword.review.moderation.Reason;
import io.goodword.review.moderation.Verdict;
import io.goodword.review.programme.Offer;
import io.goodword.review.programme.OfferColumn;
import io.goodword.review.request.Invitation;
import io.goodword.review.request.Product;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a customer says about one product. Stars, text and author have no setter: nobody can change
 * them, and no transition looks at the stars.
 */
@Entity
@Table(name = "reviews")
class Review {

  /** How the review came to us; shown to readers. */
  enum Source {
    INVITED
  }

  /** Who decides when no person does. */
  static final String AUTOMATIC = "automatic";

  /** Who decides when a held review has waited long enough. */
  static final String RELEASED = "released-by-time";

  @Id private UUID id;

  @Column(name = "request_id")
  private UUID requestId;

  @Column(name = "product_id")
  private String productId;

  @Column(name = "product_title")
  private String productTitle;

  @Column(name = "author_id")
  private String authorId;

  private String market;
  private short stars;
  private String text;

  @Column(name = "shown_text")
  private @Nullable String shownText;

  private boolean anonymous;

  @Enumerated(EnumType.STRING)
  private Source source;

  private boolean verified;

  @Column(name = "programme_id")
  private UUID programmeId;

  @Convert(converter = OfferColumn.class)
  private @Nullable Offer offer;

  @Enumerated(EnumType.STRING)
  private ReviewState state;

  @Convert(converter = ReasonsColumn.class)
  private List<Reason> reasons;

  @Column(name = "decided_by")
  private @Nullable String decidedBy;

  private @Nullable String note;

  @Column(name = "submitted_at")
  private Instant submittedAt;

  @Column(name = "decided_at")
  private @Nullable Instant decidedAt;

  @SuppressWarnings("NullAway.Init")
  protected Review() {}

  /**
   * A review that an invited buyer hands in.
   *
   * @param stars 1 to 5
   * @param text possibly empty
   */
  Review(
      UUID id,
      Invitation invitation,
      Product product,
      int stars,
      String text,
      boolean anonymous,
      Instant now) {
    if (stars < 1 || stars > 5) {
      throw new IllegalArgumentException("stars is " + stars + ", it must be 1 to 5");
    }
    this.id = id;
    this.requestId = invitation.requestId();
    this.productId = product.id();
    this.productTitle = product.title();
    this.authorId = invitation.customerId();
    this.market = invitation.market();
    this.stars = (short) stars;
    this.text = text;
    this.anonymous = anonymous;
    this.source = Source.INVITED;
    this.verified = true;
    this.programmeId = invitation.programmeId();
    this.offer = invitation.offer();
    this.state = ReviewState.SUBMITTED;
    this.reasons = List.of();
    this.submittedAt = now;
  }

  /** Takes the automatic verdict about the text. */
  void judge(Verdict verdict, Instant now) {
    mustBe(ReviewState.SUBMITTED);
    switch (verdict) {
      case Verdict.Publish publish -> decide(ReviewState.PUBLISHED, List.of(), AUTOMATIC, now);
      case Verdict.Hold hold -> decide(ReviewState.HELD, hold.reasons(), AUTOMATIC, now);
      case Verdict.Reject reject ->
          decide(ReviewState.REJECTED, List.of(reject.reason()), AUTOMATIC, now);
    }
  }

  /** A moderator found nothing that speaks against a held review. */
  void publish(String moderator, @Nullable String remark, Instant now) {
    mustBe(ReviewState.HELD);
    note = remark;
    decide(ReviewState.PUBLISHED, List.of(), moderator, now);
  }

  /** A moderator rejects a held review for a reason of the closed list. */
  void reject(String moderator, Reason reason, @Nullable String remark, Instant now) {
    mustBe(ReviewState.HELD);
    note = remark;
    decide(ReviewState.REJECTED, List.of(reason), moderator, now);
  }

  /**
   * The time of a held review is over: it is shown, with personal data covered.
   *
   * @param masked the text as it may be shown
   */
  void release(String masked, Instant now) {
    mustBe(ReviewState.HELD);
    shownText = masked.equals(text) ? null : masked;
    decide(ReviewState.PUBLISHED, reasons, RELEASED, now);
  }

  private void decide(ReviewState next, List<Reason> why, String who, Instant now) {
    state = next;
    reasons = why;
    decidedBy = who;
    decidedAt = now;
  }

  private void mustBe(ReviewState expected) {
    if (state != expected) {
      throw Problem.conflict(
          "review-" + state.code(), "The review is " + state.code() + " already.");
    }
  }

  UUID id() {
    return id;
  }

  UUID requestId() {
    return requestId;
  }

  String productId() {
    return productId;
  }

  String productTitle() {
    return productTitle;
  }

  String authorId() {
    return authorId;
  }

  String market() {
    return market;
  }

  int stars() {
    return stars;
  }

  String text() {
    return text;
  }

  /** What readers see: the text, with personal data covered where it was released by time. */
  String shownText() {
    return shownText == null ? text : shownText;
  }

  boolean isMasked() {
    return shownText != null;
  }

  boolean isAnonymous() {
    return anonymous;
  }

  Source source() {
    return source;
  }

  boolean isVerified() {
    return verified;
  }

  boolean isIncentivised() {
    return offer != null;
  }

  UUID programmeId() {
    return programmeId;
  }

  ReviewState state() {
    return state;
  }

  List<Reason> reasons() {
    return reasons;
  }

  @Nullable String note() {
    return note;
  }

  @Nullable String decidedBy() {
    return decidedBy;
  }

  Instant submittedAt() {
    return submittedAt;
  }

  @Nullable Instant decidedAt() {
    return decidedAt;
  }
}
