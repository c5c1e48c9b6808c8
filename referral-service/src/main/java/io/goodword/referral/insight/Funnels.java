package io.goodword.referral.insight;

import io.goodword.kit.problem.Problem;
import io.goodword.referral.campaign.Campaigns;
import io.goodword.referral.link.Clicks;
import io.goodword.referral.link.Links;
import io.goodword.referral.share.Shares;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** The funnel of each campaign, as of now. */
@ApplicationScoped
class Funnels {

  private final Campaigns campaigns;
  private final Clicks clicks;
  private final Shares shares;
  private final Links links;
  private final FunnelNumbers friends;

  Funnels(Campaigns campaigns, Clicks clicks, Shares shares, Links links, FunnelNumbers friends) {
    this.campaigns = campaigns;
    this.clicks = clicks;
    this.shares = shares;
    this.links = links;
    this.friends = friends;
  }

  /**
   * The funnel of a campaign.
   *
   * @throws Problem 404 when there is no such campaign
   */
  @Transactional
  public Funnel of(String campaignId) {
    if (campaigns.find(campaignId).isEmpty()) {
      throw Problem.notFound("campaign");
    }
    return Funnel.of(
        campaignId,
        clicks.counts(campaignId),
        clicks.byChannel(campaignId),
        shares.counts(campaignId),
        links.count(campaignId),
        friends.byChannel(campaignId));
  }
}
