package io.goodword.referral.campaign;

import io.goodword.contracts.referral.RewardTerm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What attribution and rewards must know of a campaign.
 *
 * @param campaignId id of the campaign
 * @param market market code such as CN
 * @param state where it stands
 * @param startsAt first instant
 * @param endsAt first instant after
 * @param termsVersion version in force, from 1
 * @param model which of several recommendations is credited
 * @param window how long a recommendation counts, 1 second to 365 days
 * @param rewards what each side gets for each milestone
 */
public record CampaignTerms(
    String campaignId,
    String market,
    CampaignState state,
    Instant startsAt,
    Instant endsAt,
    int termsVersion,
    AttributionModel model,
    Duration window,
    List<RewardTerm> rewards) {

  /** Takes a copy of the rewards. */
  public CampaignTerms {
    rewards = List.copyOf(rewards);
  }

  /** Whether a recommendation or registration at this instant counts. */
  public boolean isOpenAt(Instant instant) {
    return state == CampaignState.RUNNING
        && !instant.isBefore(startsAt)
        && instant.isBefore(endsAt);
  }
}
