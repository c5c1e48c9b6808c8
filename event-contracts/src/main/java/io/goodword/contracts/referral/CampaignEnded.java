package io.goodword.contracts.referral;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A campaign ended for good; milestones of bound friends still count.
 *
 * @param campaignId id of the campaign
 * @param occurredAt when it happened
 */
public record CampaignEnded(String campaignId, Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.referral.campaign.ended.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public CampaignEnded {
    Checks.text("campaignId", campaignId);
    Checks.present("occurredAt", occurredAt);
  }
}
