package io.goodword.reward.grant;

import io.goodword.contracts.referral.MilestoneReached;
import io.goodword.contracts.referral.MilestoneRevoked;
import io.goodword.contracts.review.ReviewPublished;
import io.goodword.kit.inbox.RetryLater;
import io.goodword.kit.source.Ids;
import io.goodword.reward.grant.Grants.Refund;
import io.goodword.reward.ledger.Proportion;
import io.goodword.reward.rule.Rule;
import io.goodword.reward.rule.Rules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps promises: gives, and takes back in proportion to what was refunded. */
@ApplicationScoped
public class Granting {

  /** Occasion of a grant for a review. */
  static final String REVIEW = "review";

  /** Promises of review programmes have no versions. */
  private static final int UNVERSIONED = 0;

  private final Rules rules;
  private final Grants grants;
  private final Giving giving;
  private final Ids ids;
  private final Clock clock;

  Granting(Rules rules, Grants grants, Giving giving, Ids ids, Clock clock) {
    this.rules = rules;
    this.grants = grants;
    this.giving = giving;
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
    giving.give(
        promised.stream()
            .filter(rule -> !made.contains(rule.ruleId()))
            .map(
                rule ->
                    promise(
                        rule,
                        event.termsVersion(),
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
    giving.give(
        promised.stream()
            .filter(rule -> !made.contains(rule.ruleId()))
            .map(
                rule ->
                    promise(
                        rule,
                        UNVERSIONED,
                        event.reviewId(),
                        REVIEW,
                        event.authorId(),
                        event.occurredAt(),
                        none))
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
    giving.takeBack(
        grants.ofCause(event.referralId(), event.milestone()),
        grant -> Proportion.left(grant.amount(), refund.refunded(), refund.paid()));
  }

  private Giving.Promise promise(
      Rule rule,
      int version,
      String cause,
      String occasion,
      String beneficiaryId,
      Instant occurredAt,
      Refund refund) {
    Grant grant =
        new Grant(
            ids.next(),
            cause,
            occasion,
            rule.ruleId(),
            version,
            "",
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
            null,
            null,
            clock.instant(),
            1);
    return new Giving.Promise(grant, occurredAt, List.of());
  }
}
