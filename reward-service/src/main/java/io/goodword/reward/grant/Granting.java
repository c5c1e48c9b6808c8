package io.goodword.reward.grant;

import io.goodword.contracts.referral.MilestoneReached;
import io.goodword.contracts.referral.MilestoneRevoked;
import io.goodword.contracts.review.ReviewPublished;
import io.goodword.kit.inbox.RetryLater;
import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.outbox.OutboxEvent;
import io.goodword.kit.source.Ids;
import io.goodword.reward.budget.Budgets;
import io.goodword.reward.grant.Grants.Refund;
import io.goodword.reward.ledger.Assets;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Proportion;
import io.goodword.reward.ledger.Purpose;
import io.goodword.reward.rule.Rule;
import io.goodword.reward.rule.Rules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps promises: gives, and takes back in proportion to what was refunded. */
@ApplicationScoped
public class Granting {

  /** Occasion of a grant for a review. */
  static final String REVIEW = "review";

  private static final String ACTOR = "reward.grant";
  private static final String EXHAUSTED = "budget-exhausted";

  private final Rules rules;
  private final Grants grants;
  private final Ledger ledger;
  private final Assets assets;
  private final Budgets budgets;
  private final Outbox outbox;
  private final Ids ids;
  private final Clock clock;

  Granting(
      Rules rules,
      Grants grants,
      Ledger ledger,
      Assets assets,
      Budgets budgets,
      Outbox outbox,
      Ids ids,
      Clock clock) {
    this.rules = rules;
    this.grants = grants;
    this.ledger = ledger;
    this.assets = assets;
    this.budgets = budgets;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A friend got somewhere: both sides get what the terms in force promise.
   *
   * @throws RetryLater when those terms have not arrived yet
   */
  @Transactional
  public void reached(MilestoneReached event) {
    List<Rule> promised =
        rules
            .of(event.campaignId(), event.termsVersion(), event.milestone())
            .orElseThrow(
                () ->
                    new RetryLater(
                        "terms %d of campaign %s"
                            .formatted(event.termsVersion(), event.campaignId())));
    if (promised.isEmpty()) {
      return;
    }
    Refund refund = grants.occasion(event.referralId(), event.milestone(), 0, 1);
    Set<String> made =
        grants.ofCause(event.referralId(), event.milestone()).stream()
            .map(Grant::ruleId)
            .collect(Collectors.toSet());
    give(
        promised.stream()
            .filter(rule -> !made.contains(rule.ruleId()))
            .map(
                rule ->
                    grant(
                        rule,
                        event.referralId(),
                        event.milestone(),
                        rule.beneficiary().equals("friend") ? event.friendId() : event.advocateId(),
                        event.occurredAt(),
                        refund))
            .toList());
  }

  /**
   * A review is published: its author gets what the programme promises, whatever the review says.
   */
  @Transactional
  public void published(ReviewPublished event) {
    String programme = event.programmeId();
    if (!event.incentivised() || programme == null) {
      return;
    }
    List<Rule> promised = rules.ofProgramme(programme);
    if (promised.isEmpty()) {
      throw new RetryLater("rules of review programme " + programme);
    }
    Refund none = grants.occasion(event.reviewId(), REVIEW, 0, 1);
    Set<String> made =
        grants.ofCause(event.reviewId(), REVIEW).stream()
            .map(Grant::ruleId)
            .collect(Collectors.toSet());
    give(
        promised.stream()
            .filter(rule -> !made.contains(rule.ruleId()))
            .map(
                rule ->
                    grant(
                        rule, event.reviewId(), REVIEW, event.authorId(), event.occurredAt(), none))
            .toList());
  }

  /**
   * An order was refunded: each grant shrinks to its share of what stayed paid. A held one is
   * voided by the difference; a paid one is reversed, and what the customer has spent becomes debt.
   */
  @Transactional
  public void revoked(MilestoneRevoked event) {
    Refund refund =
        grants.occasion(event.referralId(), event.milestone(), event.refunded(), event.paid());
    var before = new ArrayList<Grant>();
    var after = new ArrayList<Grant>();
    var operations = new ArrayList<Operation>();
    for (Grant grant : grants.ofCause(event.referralId(), event.milestone())) {
      long left = Proportion.left(grant.amount(), refund.refunded(), refund.paid());
      if (left < grant.remaining() && (grant.held() || grant.paid())) {
        before.add(grant);
        after.add(grant.reducedTo(left));
        operations.add(takeBack(grant, left));
      }
    }
    List<Outcome> outcomes = ledger.apply(operations);
    outcomes.forEach(Granting::mustHaveHappened);
    grants.update(after);
    Instant now = clock.instant();
    var events = new ArrayList<OutboxEvent>();
    for (int i = 0; i < after.size(); i++) {
      events.add(GrantEvents.reversed(before.get(i), after.get(i), now));
    }
    outbox.appendNumbered(events);
  }

  private Grant grant(
      Rule rule,
      String cause,
      String occasion,
      String beneficiaryId,
      Instant occurredAt,
      Refund refund) {
    Instant now = clock.instant();
    return new Grant(
        ids.next(),
        cause,
        occasion,
        rule.ruleId(),
        rule.campaignId(),
        rule.beneficiary(),
        beneficiaryId,
        rule.asset(),
        rule.amount(),
        Proportion.left(rule.amount(), refund.refunded(), refund.paid()),
        rule.holdingPeriod().isZero() ? Grant.State.POSTED : Grant.State.HELD,
        rule.holdingPeriod().isZero() ? null : occurredAt.plus(rule.holdingPeriod()),
        null,
        null,
        now,
        1);
  }

  private void give(List<Grant> promised) {
    var payable = new ArrayList<Grant>();
    var results = new ArrayList<Grant>();
    var events = new ArrayList<OutboxEvent>();
    for (Grant grant : promised) {
      if (grant.remaining() == 0) {
        // refunded in full before it was reached: there is nothing to give and nothing to tell
        results.add(grant.takenBackBefore());
      } else if (!assets.knows(grant.asset())) {
        results.add(grant.refused());
        events.add(GrantEvents.refused(grant, "unknown-asset"));
      } else {
        payable.add(grant);
      }
    }
    List<Outcome> outcomes = ledger.apply(payable.stream().map(Granting::payment).toList());
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
          results.add(grant.refused());
          events.add(GrantEvents.refused(grant, EXHAUSTED));
          exhausted.add(grant);
        }
        case Outcome other -> throw new IllegalStateException("the ledger answered " + other);
      }
    }
    grants.insert(results);
    outbox.appendNumbered(events);
    budgets.used(outcomes.stream().flatMap(outcome -> outcome.books().stream()).toList());
    exhausted.forEach(grant -> budgets.exhausted(grant.campaignId(), grant.asset()));
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

  static void mustHaveHappened(Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      throw new IllegalStateException("the ledger refused what must be possible: " + refused);
    }
  }
}
