package io.goodword.contracts.referral;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * An advocate opened a share tool; nobody is ever paid for this.
 *
 * @param linkId id of the link
 * @param campaignId id of the campaign
 * @param advocateId customer id of the advocate
 * @param channel share channel such as wechat, line, copy-link, qr
 * @param occurredAt when it happened
 */
public record ShareIntended(
    String linkId, String campaignId, String advocateId, String channel, Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.referral.share.intended.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public ShareIntended {
    Checks.text("linkId", linkId);
    Checks.text("campaignId", campaignId);
    Checks.text("advocateId", advocateId);
    Checks.text("channel", channel);
    Checks.present("occurredAt", occurredAt);
  }
}
