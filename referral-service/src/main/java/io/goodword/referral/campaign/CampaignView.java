package io.goodword.referral.campaign;

import io.goodword.contracts.referral.RewardTerm;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A campaign as the staff sees it. */
@Schema(name = "Campaign")
record CampaignView(
    String id,
    CampaignState state,
    @Schema(description = "Why it is paused: marketer or budget-exhausted")
        @Nullable String pausedBecause,
    int termsVersion,
    String name,
    String market,
    Instant startsAt,
    Instant endsAt,
    CampaignDraft.Attribution attribution,
    Map<String, String> terms,
    Map<String, LandingText> landing,
    String destination,
    List<String> destinationHosts,
    @Nullable String accent,
    List<CampaignDraft.Reward> rewards,
    int rewardDepth,
    Boolean pauseWhenBudgetEnds,
    @Schema(description = "Entity tag for If-Match") String revision) {

  static CampaignView of(Campaign campaign) {
    CampaignPlan plan = campaign.plan();
    return new CampaignView(
        campaign.id(),
        campaign.state(),
        campaign.pauseReason(),
        campaign.termsVersion(),
        plan.name(),
        plan.market(),
        plan.startsAt(),
        plan.endsAt(),
        new CampaignDraft.Attribution(plan.model().wire(), Spans.text(plan.window())),
        plan.terms(),
        plan.landing(),
        plan.destination(),
        plan.destinationHosts(),
        plan.accent(),
        plan.rewards().stream().map(CampaignView::reward).toList(),
        1,
        plan.pausesWhenBudgetEnds(),
        String.valueOf(campaign.revision()));
  }

  private static CampaignDraft.Reward reward(RewardTerm term) {
    return new CampaignDraft.Reward(
        term.ruleId(),
        term.milestone(),
        term.beneficiary(),
        term.asset(),
        term.amount(),
        Spans.text(term.holdingPeriod()));
  }
}
