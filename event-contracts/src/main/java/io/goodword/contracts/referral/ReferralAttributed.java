package io.goodword.contracts.referral;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A friend was bound to an advocate, once and for all.
 *
 * @param referralId id of the referral
 * @param campaignId id of the campaign
 * @param linkId link that was credited
 * @param advocateId customer id of the advocate
 * @param friendId customer id of the friend
 * @param via token, code or coupon
 * @param model first-touch or last-touch
 * @param termsVersion terms in force
 * @param occurredAt when it happened
 */
public record ReferralAttributed(
    String referralId,
    String campaignId,
    String linkId,
    String advocateId,
    String friendId,
    String via,
    String model,
    int termsVersion,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.referral.referral.attributed.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public ReferralAttributed {
    Checks.text("referralId", referralId);
    Checks.text("campaignId", campaignId);
    Checks.text("linkId", linkId);
    Checks.text("advocateId", advocateId);
    Checks.text("friendId", friendId);
    Checks.text("via", via);
    Checks.text("model", model);
    Checks.present("occurredAt", occurredAt);
  }
}
