package io.goodword.reward.ledger;

import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.outbox.OutboxEvent;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.ledger.LedgerWire.Result;
import io.goodword.reward.ledger.Outcome.Held;
import io.goodword.reward.ledger.Outcome.HoldState;
import io.goodword.reward.ledger.Outcome.Posted;
import io.goodword.reward.ledger.Outcome.Refused;
import io.goodword.reward.ledger.Outcome.Unchanged;
import io.goodword.reward.ledger.Outcome.Voided;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one door to the books. Each call runs in the caller's transaction or its own; journals, holds
 * and their events commit together. A transaction should make one call: the rows of a call are
 * locked in the global order, those of two calls are not.
 */
@ApplicationScoped
public class Ledger {

  private static final Set<String> PAYING = Set.of("spend", "redeem", "draw");

  private final Postings postings;
  private final Reversals reversals;
  private final Assets assets;
  private final Outbox outbox;
  private final Clock clock;

  Ledger(Postings postings, Reversals reversals, Assets assets, Outbox outbox, Clock clock) {
    this.postings = postings;
    this.reversals = reversals;
    this.assets = assets;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Applies operations in order, in one round trip. An operation that is refused has no effect; the
   * others have theirs.
   *
   * @return an outcome for each
   * @throws Problem 422 unknown-asset, amount-out-of-range, or not-spendable when a customer would
   *     pay with what only measures; then nothing is stored
   */
  @Transactional
  public List<Outcome> apply(List<Operation> operations) {
    if (operations.isEmpty()) {
      return List.of();
    }
    var keys = new HashSet<String>();
    for (Operation operation : operations) {
      if (!operation.businessKey().isEmpty() && !keys.add(operation.businessKey())) {
        throw new IllegalArgumentException(
            "two operations share the business key " + operation.businessKey());
      }
    }
    operations.forEach(this::mustBePayable);
    Instant now = clock.instant();
    return told(operations, postings.apply(operations, now), now);
  }

  /** Brings back to a budget what its slots have available. */
  @Transactional
  void gather(AccountRef budget) {
    Instant now = clock.instant();
    told(List.of(), postings.gather(budget, now), now);
  }

  /** Tells all that happened and gives what was asked for. */
  private List<Outcome> told(List<Operation> operations, List<Result> results, Instant now) {
    var asked = operations.iterator();
    var outcomes = new ArrayList<Outcome>();
    var events = new ArrayList<OutboxEvent>();
    for (Result result : results) {
      Outcome outcome = result.toOutcome();
      if (result.asked()) {
        events.addAll(LedgerEvents.of(asked.next(), outcome, now));
        outcomes.add(outcome);
      } else {
        events.addAll(LedgerEvents.ofLease(outcome));
      }
    }
    outbox.appendNumbered(events);
    return outcomes;
  }

  /**
   * Posts a journal, or gives the answer of the one with the same business key and content.
   *
   * @param legs at least two, summing to zero for each asset
   * @throws Problem 422 insufficient-balance, budget-exhausted, unknown-asset or a rule of {@link
   *     Legs#balanced}; 409 already-posted when the key was used for something else
   */
  @Transactional
  public Posted post(String businessKey, Purpose purpose, List<Leg> legs) {
    return switch (one(new Operation.Post(businessKey, purpose, legs))) {
      case Posted posted -> posted;
      case Outcome other -> throw unexpected(other);
    };
  }

  /**
   * Sets an amount aside.
   *
   * @throws Problem 422 insufficient-balance, budget-exhausted or unknown-asset; 409 already-posted
   */
  @Transactional
  public HoldState hold(Operation.Hold hold) {
    return switch (one(hold)) {
      case Held held -> held.hold();
      case Outcome other -> throw unexpected(other);
    };
  }

  /**
   * Posts a hold; what is not posted goes back.
   *
   * @param amount part that is posted, null for all
   * @throws Problem 404; 409 hold-already-posted, hold-already-voided or hold-already-expired; 422
   *     more-than-held
   */
  @Transactional
  public Posted postHold(UUID holdId, @Nullable Long amount, String businessKey, Purpose purpose) {
    return switch (one(new Operation.Settle(businessKey, purpose, holdId, amount))) {
      case Posted posted -> posted;
      case Outcome other -> throw unexpected(other);
    };
  }

  /**
   * Gives a hold back.
   *
   * @param amount part that goes back, null for all; the rest stays on hold
   * @throws Problem 404; 409 hold-already-posted, hold-already-voided or hold-already-expired; 422
   *     more-than-held
   */
  @Transactional
  public HoldState voidHold(UUID holdId, @Nullable Long amount) {
    return switch (one(new Operation.Void(holdId, amount))) {
      case Voided voided -> voided.hold();
      case Outcome other -> throw unexpected(other);
    };
  }

  /**
   * Takes a journal back, in full or in part. A customer who no longer has the amount owes it,
   * unless the expiry policy of the asset says otherwise; what was spent returns to its lots.
   *
   * @param amount part of what the journal debited, null for all that is left
   * @throws Problem 404; 409 already-reversed when nothing is left, nothing-to-take-back when the
   *     customer has none of it and owes nothing; 422 more-than-posted, or not-reversible for a
   *     reversal and for a part of a journal with several assets
   */
  @Transactional
  public Posted reverse(UUID journalId, @Nullable Long amount, String actor) {
    return switch (one(reversals.of(journalId, amount, actor))) {
      case Posted posted -> posted;
      case Outcome other -> throw unexpected(other);
    };
  }

  /**
   * Takes journals back in full, in one call; those that were taken back before are passed over, as
   * are those of which the customer has nothing left and by the policy of the asset owes nothing.
   *
   * @return the reversing journals
   * @throws Problem 404; 422 insufficient-balance when what was paid is no longer there, or
   *     not-reversible for a reversal
   */
  @Transactional
  public List<Posted> reverseRest(Collection<UUID> journalIds, String actor) {
    List<Operation> operations = reversals.rest(journalIds, actor);
    var posted = new ArrayList<Posted>();
    for (Outcome outcome : apply(operations)) {
      switch (outcome) {
        case Posted journal -> posted.add(journal);
        case Unchanged ignored -> {}
        case Refused refused -> throw refused.problem();
        case Outcome other -> throw unexpected(other);
      }
    }
    return posted;
  }

  /** Status units and the like are never paid with, whichever feature asks. */
  private void mustBePayable(Operation operation) {
    switch (operation) {
      case Operation.Hold hold when isCustomer(hold.account()) ->
          assets.mustBeSpendable(hold.account().asset());
      case Operation.Post post when PAYING.contains(post.purpose().kind()) ->
          post.legs().stream()
              .filter(leg -> leg.amount() < 0 && isCustomer(leg.account()))
              .forEach(leg -> assets.mustBeSpendable(leg.account().asset()));
      case Operation other -> {}
    }
  }

  private static boolean isCustomer(AccountRef account) {
    return account.accountClass() == AccountClass.CUSTOMER;
  }

  private Outcome one(Operation operation) {
    Outcome outcome = apply(List.of(operation)).getFirst();
    return switch (outcome) {
      case Refused refused -> throw refused.problem();
      case Unchanged ignored ->
          throw Problem.conflict(
              "nothing-to-take-back",
              "The customer has nothing of it left, and by the policy of the asset owes nothing.");
      default -> outcome;
    };
  }

  private static IllegalStateException unexpected(Outcome outcome) {
    return new IllegalStateException("the ledger answered " + outcome);
  }
}
