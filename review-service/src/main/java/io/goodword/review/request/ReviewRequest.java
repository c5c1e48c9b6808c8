package io.goodword.review.request;

import io.goodword.review.programme.Offer;
import io.goodword.review.programme.OfferColumn;
import io.goodword.review.programme.ProgrammeTerms;
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

/** The one request of an order; the offer in it is a copy that no later change reaches. */
@Entity
@Table(name = "review_requests")
class ReviewRequest {

  enum State {
    PLANNED,
    SUBMITTED,
    STOPPED
  }

  @Id private UUID id;

  @Column(name = "order_id")
  private String orderId;

  @Column(name = "customer_id")
  private String customerId;

  @Column(name = "programme_id")
  private UUID programmeId;

  private String market;

  @Convert(converter = ProductsColumn.class)
  private List<Product> products;

  @Convert(converter = OfferColumn.class)
  private @Nullable Offer offer;

  @Column(name = "send_at")
  private Instant sendAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Enumerated(EnumType.STRING)
  private State state;

  @Column(name = "closed_at")
  private @Nullable Instant closedAt;

  @Column(name = "closed_because")
  private @Nullable String closedBecause;

  @SuppressWarnings("NullAway.Init")
  protected ReviewRequest() {}

  ReviewRequest(
      UUID id,
      String orderId,
      String customerId,
      List<Product> products,
      ProgrammeTerms terms,
      Instant delivered) {
    if (products.isEmpty()) {
      throw new IllegalArgumentException("products is empty, a request asks about at least one");
    }
    this.id = id;
    this.orderId = orderId;
    this.customerId = customerId;
    this.products = List.copyOf(products);
    this.programmeId = terms.programmeId();
    this.market = terms.market();
    this.offer = terms.offer();
    this.sendAt = delivered.plus(terms.requestDelay());
    this.expiresAt = sendAt.plus(terms.linkValidity());
    this.state = State.PLANNED;
  }

  /**
   * Notes that the reviews were handed in.
   *
   * @return false when the request is closed already
   */
  boolean submit(Instant now) {
    return close(State.SUBMITTED, "review-submitted", now);
  }

  /**
   * Stops asking.
   *
   * @param reason kebab-case, for instance order-cancelled
   * @return false when the request is closed already
   */
  boolean stop(String reason, Instant now) {
    return close(State.STOPPED, reason, now);
  }

  private boolean close(State closed, String because, Instant now) {
    if (state != State.PLANNED) {
      return false;
    }
    state = closed;
    closedAt = now;
    closedBecause = because;
    return true;
  }

  Opening opening(Instant now) {
    return switch (state) {
      case SUBMITTED -> new Opening.Used(invitation());
      case STOPPED -> new Opening.Stopped();
      case PLANNED ->
          now.isBefore(expiresAt) ? new Opening.Open(invitation()) : new Opening.Expired();
    };
  }

  Invitation invitation() {
    return new Invitation(id, customerId, market, programmeId, products, offer);
  }

  UUID id() {
    return id;
  }

  String orderId() {
    return orderId;
  }

  Instant sendAt() {
    return sendAt;
  }

  Instant expiresAt() {
    return expiresAt;
  }
}
