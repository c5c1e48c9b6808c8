package io.goodword.reward.grant;

import io.goodword.contracts.referral.MilestoneReached;
import io.goodword.contracts.referral.MilestoneRevoked;
import io.goodword.contracts.review.ReviewPublished;
import io.goodword.kit.inbox.RetryLater;
import io.goodword.kit.source.Ids;
import io.goodword.reward.grant.Grants.Occasion;
import io.goodword.reward.grant.Grants.Refund;
import io.goodword.reward.intake.OneByOne;
import io.goodword.reward.ledger.Proportion;
import io.goodword.reward.rule.Rule;
import io.goodword.reward.rule.Rules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** What promises something for a milestone. */
  private record Terms(String campaignId, int version, String milestone) {
    static Terms of(MilestoneReached event) {
      return new Terms(event.campaignId(), event.termsVersion(), event.milestone());
    }
  }

  /** A promise that somebody has a claim to. */
  private record Owed(
      Rule rule, int version, Occasion occasion, String beneficiaryId, Instant occurredAt) {}

  /**
   * Friends got somewhere: both sides get what the terms in force promise.
   *
   * @throws RetryLater when terms of one have not arrived yet
   * @throws OneByOne when several would get something else than each by itself
   */
  @Transactional
  public void reached(List<MilestoneReached> events) {
    Map<Terms, List<Rule>> promised = new HashMap<>();
    var owed = new ArrayList<Owed>();
    for (MilestoneReached event : events) {
      var occasion = new Occasion(event.referralId(), event.milestone());
      for (Rule rule : promised.computeIfAbsent(Terms.of(event), this::promised)) {
        owed.add(
            new Owed(
                rule,
                event.termsVersion(),
                occasion,
                rule.beneficiary().equals("friend") ? event.friendId() : event.advocateId(),
                event.occurredAt()));
      }
    }
    if (!give(owed) && events.size() > 1) {
      throw new OneByOne("a budget and a limit refused");
    }
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
    var occasion = new Occasion(event.reviewId(), REVIEW);
    give(
        promised.stream()
            .map(
                rule -> new Owed(rule, UNVERSIONED, occasion, event.authorId(), event.occurredAt()))
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

  private List<Rule> promised(Terms terms) {
    return rules
        .of(terms.campaignId(), terms.version(), terms.milestone())
        .orElseThrow(
            () ->
                new RetryLater(
                    "terms %d of campaign %s".formatted(terms.version(), terms.campaignId())));
  }

  /** Gives what was not given before, each rule once for each occasion. */
  private boolean give(List<Owed> owed) {
    if (owed.isEmpty()) {
      return true;
    }
    Set<Occasion> occasions = owed.stream().map(Owed::occasion).collect(Collectors.toSet());
    Map<Occasion, Refund> refunds = grants.occasions(occasions);
    Set<Grants.Made> made = new HashSet<>(grants.made(occasions));
    return giving.give(
        owed.stream()
            .filter(one -> made.add(new Grants.Made(one.occasion(), one.rule().ruleId())))
            .map(one -> promise(one, Objects.requireNonNull(refunds.get(one.occasion()))))
            .toList());
  }

  private Giving.Promise promise(Owed owed, Refund refund) {
    Rule rule = owed.rule();
    Grant grant =
        new Grant(
            ids.next(),
            owed.occasion().cause(),
            owed.occasion().occasion(),
            rule.ruleId(),
            owed.version(),
            "",
            rule.campaignId(),
            rule.beneficiary(),
            owed.beneficiaryId(),
            rule.asset(),
            rule.amount(),
            Proportion.left(rule.amount(), refund.refunded(), refund.paid()),
            rule.holdingPeriod().isZero() ? Grant.State.POSTED : Grant.State.HELD,
            rule.holdingPeriod().isZero() ? null : owed.occurredAt().plus(rule.holdingPeriod()),
            null,
            null,
            null,
            null,
            clock.instant(),
            1);
    return new Giving.Promise(grant, owed.occurredAt(), List.of());
  }
}
