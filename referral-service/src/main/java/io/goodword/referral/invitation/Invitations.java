package io.goodword.referral.invitation;

import io.goodword.kit.problem.Problem;
import io.goodword.referral.campaign.CampaignTerms;
import io.goodword.referral.campaign.Campaigns;
import io.goodword.referral.policy.Policies;
import io.goodword.referral.policy.PolicyRules;
import io.goodword.referral.policy.Verdict;
import jakarta.enterprise.context.ApplicationScoped;

/** Invitations that this service would send. */
@ApplicationScoped
public class Invitations {

  private final Campaigns campaigns;
  private final Policies policies;

  Invitations(Campaigns campaigns, Policies policies) {
    this.campaigns = campaigns;
    this.policies = policies;
  }

  /**
   * Refuses to send: every pack of this release forbids it, and packs that do not are refused when
   * they are loaded. Neither the request nor the address is stored or logged.
   *
   * @return the problem to answer with, 403 {@code policy-forbids} or 404 for an unknown campaign
   */
  Problem refuse(String campaignId, String channel) {
    CampaignTerms campaign =
        campaigns.find(campaignId).orElseThrow(() -> Problem.notFound("campaign"));
    return switch (PolicyRules.serverSentInvitation(policies.of(campaign.market()))) {
      case Verdict.Forbidden(String rule, String reason, String law) ->
          Problem.of(
                  403,
                  "policy-forbids",
                  "The market's policy forbids it",
                  "%s (%s: %s)".formatted(reason, rule, law))
              .with("channel", "must be shared by the customer in person", channel);
      case Verdict.Permitted ignored ->
          throw new IllegalStateException("a pack allows what this release cannot do");
    };
  }
}
