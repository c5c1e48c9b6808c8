package io.goodword.contracts.referral;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * An advocate got the personal link of a campaign.
 *
 * @param linkId id of the link
 * @param campaignId id of the campaign
 * @param advocateId customer id of the advocate
 * @param code readable code
 * @param occurredAt when it happened
 */
public record LinkCreated(
    String linkId, String campaignId, String advocateId, String code, Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.referral.link.created.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public LinkCreated {
    Checks.text("linkId", linkId);
    Checks.text("campaignId", campaignId);
    Checks.text("advocateId", advocateId);
    Checks.text("code", code);
    Checks.present("occurredAt", occurredAt);
  }
}
