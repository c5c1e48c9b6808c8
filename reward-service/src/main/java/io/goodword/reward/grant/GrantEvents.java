package io.goodword.reward.grant;

import io.goodword.contracts.reward.GrantConfirmed;
import io.goodword.contracts.reward.GrantMade;
import io.goodword.contracts.reward.GrantRefused;
import io.goodword.contracts.reward.GrantReversed;
import io.goodword.kit.outbox.OutboxEvent;
import io.goodword.reward.rule.Fault;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;

/** Tells what became of grants; the sequence is the grant's own version. */
@RegisterForReflection(
    targets = {
      GrantMade.class,
      GrantConfirmed.class,
      GrantReversed.class,
      GrantRefused.class,
      io.goodword.contracts.referral.MilestoneReached.class,
      io.goodword.contracts.referral.MilestoneRevoked.class,
      io.goodword.contracts.review.ReviewPublished.class
    })
final class GrantEvents {

  private GrantEvents() {}

  static OutboxEvent made(Grant grant) {
    return event(
        grant,
        GrantMade.TYPE,
        new GrantMade(
            grant.id().toString(),
            grant.ruleId(),
            grant.beneficiaryId(),
            grant.beneficiary(),
            grant.asset(),
            grant.remaining(),
            grant.campaignId(),
            grant.cause(),
            grant.occasion(),
            grant.held(),
            grant.confirmsAt(),
            grant.madeAt()));
  }

  static OutboxEvent refused(Grant grant, String reason) {
    return event(
        grant,
        GrantRefused.TYPE,
        new GrantRefused(
            grant.ruleId(),
            grant.beneficiaryId(),
            grant.asset(),
            grant.amount(),
            grant.campaignId(),
            grant.cause(),
            reason,
            grant.madeAt()));
  }

  /** Tells that a rule could not say how much somebody gets; there is no grant. */
  static OutboxEvent undecided(String id, Fault fault, Instant now) {
    Fault.Lost lost = Objects.requireNonNull(fault.lost());
    return OutboxEvent.of(
            GrantRefused.TYPE,
            id,
            new GrantRefused(
                fault.ruleId(),
                lost.beneficiaryId(),
                lost.asset(),
                0,
                lost.budget(),
                fault.eventId(),
                fault.code(),
                now))
        .numbered(1);
  }

  static OutboxEvent confirmed(Grant grant, Instant now) {
    return event(
        grant,
        GrantConfirmed.TYPE,
        new GrantConfirmed(
            grant.id().toString(),
            grant.ruleId(),
            grant.beneficiaryId(),
            grant.beneficiary(),
            grant.asset(),
            grant.remaining(),
            grant.campaignId(),
            grant.cause(),
            grant.occasion(),
            now));
  }

  /** Tells that a grant shrank from {@code before} to {@code after}. */
  static OutboxEvent reversed(Grant before, Grant after, Instant now) {
    return event(
        after,
        GrantReversed.TYPE,
        new GrantReversed(
            after.id().toString(),
            after.ruleId(),
            after.beneficiaryId(),
            after.beneficiary(),
            after.asset(),
            before.remaining() - after.remaining(),
            after.campaignId(),
            after.cause(),
            after.occasion(),
            after.remaining(),
            before.held(),
            now));
  }

  private static OutboxEvent event(Grant grant, String type, Object payload) {
    return OutboxEvent.of(type, grant.id().toString(), payload).numbered(grant.version());
  }
}
