package io.goodword.review.programme;

import io.goodword.kit.problem.Problem;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A review programme of a market. Its terms never change; a market gets a new one instead. */
@Entity
@Table(name = "programmes")
class Programme {

  enum State {
    ACTIVE,
    ENDED
  }

  @Id private UUID id;
  private String name;
  private String market;

  @Convert(converter = DurationColumn.class)
  @Column(name = "request_delay")
  private Duration requestDelay;

  @Convert(converter = DurationColumn.class)
  @Column(name = "remind_after")
  private Duration remindAfter;

  @Convert(converter = DurationColumn.class)
  @Column(name = "link_validity")
  private Duration linkValidity;

  @Convert(converter = OfferColumn.class)
  private @Nullable Offer offer;

  @Enumerated(EnumType.STRING)
  private State state;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @SuppressWarnings("NullAway.Init")
  protected Programme() {}

  Programme(UUID id, String name, ProgrammeTerms terms, Instant now) {
    this.id = id;
    this.name = name;
    this.market = terms.market();
    this.requestDelay = terms.requestDelay();
    this.remindAfter = terms.remindAfter();
    this.linkValidity = terms.linkValidity();
    this.offer = terms.offer();
    this.state = State.ACTIVE;
    this.createdAt = now;
  }

  /** Ends the programme: later deliveries are not asked, what was promised stays promised. */
  void end(Instant now) {
    if (state == State.ENDED) {
      throw Problem.conflict("programme-ended", "The programme has ended at " + endedAt + ".");
    }
    state = State.ENDED;
    endedAt = now;
  }

  ProgrammeTerms terms() {
    return new ProgrammeTerms(id, market, requestDelay, remindAfter, linkValidity, offer);
  }

  UUID id() {
    return id;
  }

  String name() {
    return name;
  }

  State state() {
    return state;
  }

  Instant createdAt() {
    return createdAt;
  }

  @Nullable Instant endedAt() {
    return endedAt;
  }
}
