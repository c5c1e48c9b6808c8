package io.goodword.reward.adjustment;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.source.Ids;
import io.goodword.reward.adjustment.Adjustment.State;
import io.goodword.reward.adjustment.AdjustmentBook.Decision;
import io.goodword.reward.adjustment.Limits.Subject;
import io.goodword.reward.adjustment.Verdict.Step;
import io.goodword.reward.budget.Budgets;
import io.goodword.reward.ledger.Assets;
import io.goodword.reward.ledger.Attempts;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Outcome;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values that people give and take by hand: at once within the limit, else with a second person.
 */
@ApplicationScoped
public class Adjustments {

  /** Who expires what nobody decided. */
  private static final String ACTOR = "reward.adjustment";

  private final AdjustmentBook book;
  private final Limits limits;
  private final Ledger ledger;
  private final Assets assets;
  private final Budgets budgets;
  private final Idempotency idempotency;
  private final Attempts attempts;
  private final Outbox outbox;
  private final Ids ids;
  private final Clock clock;
  private final AdjustmentSettings settings;

  Adjustments(
      AdjustmentBook book,
      Limits limits,
      Ledger ledger,
      Assets assets,
      Budgets budgets,
      Idempotency idempotency,
      Attempts attempts,
      Outbox outbox,
      Ids ids,
      Clock clock,
      AdjustmentSettings settings) {
    this.book = book;
    this.limits = limits;
    this.ledger = ledger;
    this.assets = assets;
    this.budgets = budgets;
    this.idempotency = idempotency;
    this.attempts = attempts;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * A decision as it is sent.
   *
   * @param hash hash of the adjustment that was seen
   * @param note why, at most 500 characters
   */
  @RegisterForReflection
  record Ruling(UUID id, Step step, @Nullable String hash, @Nullable String note) {}

  /** An adjustment with every step that led to where it stands. */
  record Trail(Adjustment adjustment, List<Decision> steps) {}

  /**
   * Asks for an adjustment, once for a key for ever: within the limit it is posted, above it it
   * waits for a second person.
   *
   * @throws Problem 422 for what breaks a rule, insufficient-balance or budget-exhausted; 409
   *     own-account
   */
  Answer<Adjustment> request(IdempotencyKey key, Request request, String maker, Role role) {
    Payload payload = request.checked(role);
    if (payload.customerId().equals(maker)) {
      throw Verdict.ownAccount();
    }
    assets.mustKnow(payload.asset());
    return attempts.inTransaction(
        () ->
            idempotency.once(
                key, request, Adjustment.class, () -> made(key.value(), payload, maker, role)));
  }

  private Adjustment made(String requestKey, Payload payload, String maker, Role role) {
    Adjustment before = book.ofRequest(maker, requestKey).orElse(null);
    if (before != null) {
      if (!before.payload().equals(payload)) {
        throw Problem.conflict(
            "already-requested", "This Idempotency-Key asked for something else before.");
      }
      return before;
    }
    // as the database keeps it, so that every answer says the same
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Adjustment waiting =
        Adjustment.waiting(
            ids.next(), payload, maker, role, now, now.plus(settings.approvalWithin()));
    long amount = Math.abs(payload.amount());
    boolean alone =
        limits.use(
            waiting.businessKey(),
            maker,
            role,
            Map.of(
                Subject.maker(maker, payload.asset()), amount,
                Subject.customer(payload.customerId(), payload.asset()), amount));
    Adjustment made = alone ? waiting.postedAtOnce(posted(waiting)) : waiting;
    book.insert(made, requestKey);
    outbox.append(AdjustmentEvents.of(made, now));
    return made;
  }

  /**
   * Decides an adjustment that waits. Approval and posting commit together.
   *
   * @throws Problem 404; 409 already-decided, approval-expired, same-person, own-account,
   *     not-the-maker or changed; 422 insufficient-balance or budget-exhausted, then it goes on
   *     waiting
   */
  Answer<Adjustment> decide(IdempotencyKey key, Ruling ruling, String actor) {
    if (ruling.step().bySecondPerson() && ruling.hash() == null) {
      throw Problem.invalid("hash", "is required: the hash of the adjustment that you saw", null);
    }
    if (ruling.note() != null) {
      Request.text("note", ruling.note());
    }
    return attempts.inTransaction(
        () ->
            idempotency.once(
                key,
                ruling,
                Adjustment.class,
                () ->
                    decided(
                        book.locked(ruling.id()).orElseThrow(() -> Problem.notFound("adjustment")),
                        ruling,
                        actor)));
  }

  /**
   * Expires what nobody decided in time.
   *
   * @param limit most at once, positive
   * @return how many
   */
  @Transactional
  public int expire(int limit) {
    List<Adjustment> due = book.due(clock.instant(), limit);
    due.forEach(
        adjustment ->
            decided(adjustment, new Ruling(adjustment.id(), Step.EXPIRE, null, null), ACTOR));
    return due.size();
  }

  private Adjustment decided(Adjustment adjustment, Ruling ruling, String actor) {
    // after the row is locked: whoever waited for it is judged by the time at which they got it
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    State next =
        switch (Verdict.of(adjustment, ruling.step(), actor, ruling.hash(), now)) {
          case Verdict.Go go -> go.next();
          case Verdict.No no -> throw Verdict.problem(no.why(), adjustment);
        };
    Adjustment decided =
        adjustment.decided(
            next,
            ruling.step().bySecondPerson() ? actor : null,
            now,
            next == State.APPROVED ? posted(adjustment) : null);
    book.decided(decided, actor, now, ruling.note());
    outbox.append(AdjustmentEvents.of(decided, now));
    return decided;
  }

  private UUID posted(Adjustment adjustment) {
    Payload payload = adjustment.payload();
    Outcome.Posted posted =
        ledger.post(adjustment.businessKey(), payload.purpose(adjustment.maker()), payload.legs());
    budgets.used(posted.books());
    return posted.journalId();
  }

  /** Adjustments, newest first, in one state or all. */
  @Transactional
  List<Adjustment> page(@Nullable State state, @Nullable UUID before, int limit) {
    return book.page(state, before, limit);
  }

  /**
   * One of them with its trail.
   *
   * @throws Problem 404
   */
  @Transactional
  Trail trail(UUID id) {
    return new Trail(
        book.find(id).orElseThrow(() -> Problem.notFound("adjustment")), book.decisions(id));
  }
}
