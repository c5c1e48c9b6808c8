package io.goodword.contracts.referral;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A milestone was taken back, in part or in full, because its order was refunded.
 *
 * @param referralId id of the referral
 * @param campaignId id of the campaign
 * @param milestone milestone that is taken back
 * @param advocateId customer id of the advocate
 * @param friendId customer id of the friend
 * @param orderId refunded order
 * @param refunded refunded so far in minor units, all refunds of the order together
 * @param paid paid for the order in minor units
 * @param occurredAt when it happened
 */
public record MilestoneRevoked(
    String referralId,
    String campaignId,
    String milestone,
    String advocateId,
    String friendId,
    String orderId,
    long refunded,
    long paid,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.referral.milestone.revoked.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public MilestoneRevoked {
    Checks.text("referralId", referralId);
    Checks.text("campaignId", campaignId);
    Checks.text("milestone", milestone);
    Checks.text("advocateId", advocateId);
    Checks.text("friendId", friendId);
    Checks.text("orderId", orderId);
    Checks.present("occurredAt", occurredAt);
    Checks.positive("refunded", refunded);
    Checks.positive("paid", paid);
    if (refunded > paid) {
      throw new IllegalArgumentException("refunded is " + refunded + ", more than paid " + paid);
    }
  }
}
