package io.goodword.review.programme;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.paging.Cursor;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.source.Ids;
import io.goodword.review.programme.ProgrammeResource.NewProgramme;
import io.goodword.review.programme.ProgrammeResource.View;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Starts and ends programmes and tells what a market promises now. */
@ApplicationScoped
public class ReviewProgrammes {

  private final Programmes programmes;
  private final Idempotency idempotency;
  private final Ids ids;
  private final Clock clock;

  ReviewProgrammes(Programmes programmes, Idempotency idempotency, Ids ids, Clock clock) {
    this.programmes = programmes;
    this.idempotency = idempotency;
    this.ids = ids;
    this.clock = clock;
  }

  /** What the market promises now; empty when it has no active programme. */
  @Transactional
  public Optional<ProgrammeTerms> activeIn(String market) {
    return programmes.activeIn(market).map(Programme::terms);
  }

  @Transactional
  Answer<View> start(IdempotencyKey key, NewProgramme request) {
    return idempotency.once(
        key,
        request,
        View.class,
        () -> {
          UUID id = ids.next();
          ProgrammeTerms terms = request.terms(id);
          Offer offer = terms.offer();
          if (offer != null) {
            offer.mustNotPayForPraise();
          }
          programmes
              .activeIn(terms.market())
              .ifPresent(
                  active -> {
                    throw Problem.conflict(
                        "programme-active",
                        "The market %s has the active programme %s; end it first."
                            .formatted(terms.market(), active.id()));
                  });
          var programme = new Programme(id, request.name(), terms, clock.instant());
          try {
            programmes.persistAndFlush(programme);
          } catch (ConstraintViolationException atTheSameMoment) {
            throw Problem.conflict(
                "programme-active", "The market has just got another active programme.");
          }
          return View.of(programme);
        });
  }

  @Transactional
  View end(UUID id) {
    Programme programme = required(id);
    programme.end(clock.instant());
    return View.of(programme);
  }

  @Transactional
  View one(UUID id) {
    return View.of(required(id));
  }

  @Transactional
  Cursor.Page<View> listed(@Nullable UUID after, int limit) {
    return Cursor.page(
        programmes.listedAfter(after, limit + 1).stream().map(View::of).toList(),
        limit,
        view -> view.id().toString());
  }

  private Programme required(UUID id) {
    return programmes.findByIdOptional(id).orElseThrow(() -> Problem.notFound("review programme"));
  }
}
