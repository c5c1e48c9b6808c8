package io.goodword.contracts.referral;

import io.goodword.contracts.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A friend reached a milestone that is worth a reward.
 *
 * @param referralId id of the referral
 * @param campaignId id of the campaign
 * @param termsVersion terms in force
 * @param milestone registered or first-paid-order
 * @param advocateId customer id of the advocate
 * @param friendId customer id of the friend
 * @param orderId order that reached it, if one did
 * @param occurredAt when it happened
 */
public record MilestoneReached(
    String referralId,
    String campaignId,
    int termsVersion,
    String milestone,
    String advocateId,
    String friendId,
    @Nullable String orderId,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.referral.milestone.reached.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public MilestoneReached {
    Checks.text("referralId", referralId);
    Checks.text("campaignId", campaignId);
    Checks.text("milestone", milestone);
    Checks.text("advocateId", advocateId);
    Checks.text("friendId", friendId);
    Checks.present("occurredAt", occurredAt);
  }
}
