package io.goodword.contracts.referral;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A campaign was paused: links answer with a notice and nothing new is attributed.
 *
 * @param campaignId id of the campaign
 * @param occurredAt when it happened
 */
public record CampaignPaused(String campaignId, Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.referral.campaign.paused.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public CampaignPaused {
    Checks.text("campaignId", campaignId);
    Checks.present("occurredAt", occurredAt);
  }
}
