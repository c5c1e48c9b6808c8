package io.goodword.contracts.referral;

import io.goodword.contracts.Checks;
import java.time.Instant;
import java.util.List;

/**
 * A campaign began, or resumed after a pause, under this version of its terms.
 *
 * @param campaignId id of the campaign
 * @param market market code such as CN, TW, EU, US
 * @param termsVersion version of the terms, from 1
 * @param startsAt first instant of the campaign
 * @param endsAt first instant after the campaign
 * @param rewards what each side gets for each milestone
 * @param occurredAt when it happened
 */
public record CampaignStarted(
    String campaignId,
    String market,
    int termsVersion,
    Instant startsAt,
    Instant endsAt,
    List<RewardTerm> rewards,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.referral.campaign.started.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public CampaignStarted {
    Checks.text("campaignId", campaignId);
    Checks.text("market", market);
    Checks.present("startsAt", startsAt);
    Checks.present("endsAt", endsAt);
    rewards = List.copyOf(Checks.present("rewards", rewards));
    Checks.present("occurredAt", occurredAt);
  }
}
