package io.goodword.reward.grant;

import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.outbox.OutboxEvent;
import io.goodword.reward.budget.BudgetLimits;
import io.goodword.reward.budget.Budgets;
import io.goodword.reward.budget.LimitClaim;
import io.goodword.reward.budget.LimitCounters;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Assets;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.ToLongFunction;

/**
 * The one way of every reward, whatever promised it: limits first, then one call of the ledger,
 * then what is told. Runs in the caller's transaction, once in it.
 */
@Singleton
class Giving {

  static final String LIMITED = "limit-reached";

  private static final String ACTOR = "reward.grant";
  private static final String EXHAUSTED = "budget-exhausted";
  private static final String UNKNOWN_ASSET = "unknown-asset";

  private final Grants grants;
  private final Ledger ledger;
  private final Assets assets;
  private final Budgets budgets;
  private final BudgetLimits budgetLimits;
  private final LimitCounters counters;
  private final Outbox outbox;
  private final MeterRegistry metrics;
  private final Clock clock;

  Giving(
      Grants grants,
      Ledger ledger,
      Assets assets,
      Budgets budgets,
      BudgetLimits budgetLimits,
      LimitCounters counters,
      Outbox outbox,
      MeterRegistry metrics,
      Clock clock) {
    this.grants = grants;
    this.ledger = ledger;
    this.assets = assets;
    this.budgets = budgets;
    this.budgetLimits = budgetLimits;
    this.counters = counters;
    this.outbox = outbox;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * What is to be given.
   *
   * @param occurredAt when its occasion happened; by it the limits choose day, week and month
   * @param limits what the rule itself allows; the limits of the budget are added
   */
  record Promise(Grant grant, Instant occurredAt, List<LimitClaim> limits) {}

  /**
   * Gives what limits and budgets allow and refuses the rest, each by itself.
   *
   * @return whether each got what it would have got in a call of its own. It may not have when one
   *     was refused for want of budget and another for a limit: the first has used up no limit in
   *     the end, but had it while the other asked
   */
  boolean give(List<Promise> promises) {
    var results = new ArrayList<Grant>();
    var events = new ArrayList<OutboxEvent>();
    var payable = new ArrayList<Grant>();
    Map<UUID, LimitClaim> limited = limited(promises);
    for (Promise promise : promises) {
      Grant grant = promise.grant();
      if (grant.remaining() == 0) {
        // refunded in full before it was reached: there is nothing to give and nothing to tell
        results.add(grant.takenBackBefore());
      } else if (!assets.knows(grant.asset())) {
        refuse(grant, UNKNOWN_ASSET, results, events);
      } else if (limited.containsKey(grant.id())) {
        refuse(grant, LIMITED, results, events);
      } else {
        payable.add(grant);
      }
    }
    List<Outcome> outcomes = ledger.apply(payable.stream().map(Giving::payment).toList());
    var exhausted = new ArrayList<Grant>();
    for (int i = 0; i < payable.size(); i++) {
      Grant grant = payable.get(i);
      switch (outcomes.get(i)) {
        case Outcome.Posted posted -> {
          Grant paid = grant.postedBy(posted.journalId());
          results.add(paid);
          events.add(GrantEvents.made(paid));
        }
        case Outcome.Held held -> {
          Grant waiting = grant.heldBy(held.hold().id());
          results.add(waiting);
          events.add(GrantEvents.made(waiting));
        }
        case Outcome.Refused refused when refused.reason() == Outcome.Reason.SHORT -> {
          refuse(grant, EXHAUSTED, results, events);
          exhausted.add(grant);
        }
        case Outcome other -> throw new IllegalStateException("the ledger answered " + other);
      }
    }
    // what the budget could not pay has used up no limit
    counters.release(left(exhausted, grant -> 0));
    grants.insert(results);
    outbox.appendNumbered(events);
    budgets.used(outcomes.stream().flatMap(outcome -> outcome.books().stream()).toList());
    exhausted.stream()
        .map(Grant::budget)
        .distinct()
        .forEach(budget -> budgets.exhausted(budget.owner(), budget.asset()));
    return limited.isEmpty() || exhausted.isEmpty();
  }

  /**
   * Takes back what is above what is left of each. A held grant is voided by the difference; a paid
   * one is reversed, and what the customer has spent becomes debt.
   *
   * @param given locked grants
   * @param left minor units that may stay of a grant
   */
  void takeBack(List<Grant> given, ToLongFunction<Grant> left) {
    var before = new ArrayList<Grant>();
    var after = new ArrayList<Grant>();
    var operations = new ArrayList<Operation>();
    for (Grant grant : given) {
      long stays = left.applyAsLong(grant);
      if (stays < grant.remaining() && (grant.held() || grant.paid())) {
        before.add(grant);
        after.add(grant.reducedTo(stays));
        operations.add(takeBack(grant, stays));
      }
    }
    counters.release(left(after, Grant::remaining));
    List<Outcome> outcomes = ledger.apply(operations);
    outcomes.forEach(Giving::mustHaveHappened);
    grants.update(after);
    Instant now = clock.instant();
    var events = new ArrayList<OutboxEvent>();
    for (int i = 0; i < after.size(); i++) {
      events.add(GrantEvents.reversed(before.get(i), after.get(i), now));
    }
    outbox.appendNumbered(events);
  }

  private Map<UUID, LimitClaim> limited(List<Promise> promises) {
    List<Promise> wanting =
        promises.stream()
            .filter(promise -> promise.grant().remaining() > 0)
            .filter(promise -> assets.knows(promise.grant().asset()))
            .toList();
    Map<AccountRef, BudgetLimits.Limits> limits =
        budgetLimits.of(wanting.stream().map(promise -> promise.grant().budget()).toList());
    return counters.take(wanting.stream().map(promise -> use(promise, limits)).toList());
  }

  private static LimitCounters.Use use(
      Promise promise, Map<AccountRef, BudgetLimits.Limits> limits) {
    Grant grant = promise.grant();
    var claims = new ArrayList<>(promise.limits());
    BudgetLimits.Limits ofBudget = limits.get(grant.budget());
    if (ofBudget != null) {
      claims.addAll(
          ofBudget.claims(grant.beneficiaryId(), promise.occurredAt(), grant.remaining()));
    }
    return new LimitCounters.Use(grant.id(), grant.held(), claims);
  }

  private void refuse(Grant grant, String reason, List<Grant> results, List<OutboxEvent> events) {
    results.add(grant.refused(reason));
    events.add(GrantEvents.refused(grant, reason));
    metrics.counter("goodword.reward.grants.refused", "reason", reason).increment();
  }

  private static Map<UUID, Long> left(List<Grant> grants, ToLongFunction<Grant> left) {
    var byId = new LinkedHashMap<UUID, Long>();
    grants.forEach(grant -> byId.put(grant.id(), left.applyAsLong(grant)));
    return byId;
  }

  private static Operation payment(Grant grant) {
    Purpose purpose = Purpose.of("grant", ACTOR).in(grant.campaignId());
    Purpose why = purpose.because(grant.occasion(), grant.cause());
    return grant.held()
        ? new Operation.Hold(
            grant.businessKey(),
            why,
            grant.budget(),
            grant.customer(),
            grant.remaining(),
            grant.confirmsAt())
        : new Operation.Post(
            grant.businessKey(),
            why,
            List.of(
                Leg.of(grant.budget(), -grant.remaining()),
                Leg.earn(grant.customer(), grant.remaining())));
  }

  private static Operation takeBack(Grant grant, long left) {
    long back = grant.remaining() - left;
    if (grant.held()) {
      return new Operation.Void(Objects.requireNonNull(grant.holdId()), back);
    }
    return new Operation.Post(
        grant.businessKey() + "/reverse/" + left,
        Purpose.of("reverse", ACTOR)
            .in(grant.campaignId())
            .because(grant.occasion(), grant.cause())
            .reversing(grant.journalId()),
        List.of(Leg.take(grant.customer(), back), Leg.of(grant.budget(), back)));
  }

  private static void mustHaveHappened(Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      throw new IllegalStateException("the ledger refused what must be possible: " + refused);
    }
  }
}
