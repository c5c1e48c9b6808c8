package io.goodword.referral.campaign;

import io.goodword.contracts.referral.CampaignEnded;
import io.goodword.contracts.referral.CampaignPaused;
import io.goodword.contracts.referral.CampaignRevised;
import io.goodword.contracts.referral.CampaignStarted;
import io.goodword.contracts.referral.RewardTerm;
import io.goodword.contracts.reward.BudgetExhausted;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a native executable must keep readable and writable as JSON. */
@RegisterForReflection(
    targets = {
      CampaignStarted.class,
      CampaignPaused.class,
      CampaignRevised.class,
      CampaignEnded.class,
      BudgetExhausted.class,
      RewardTerm.class,
      CampaignPlan.class,
      CampaignView.class,
      CampaignDraft.class,
      CampaignDraft.Attribution.class,
      CampaignDraft.Reward.class,
      LandingText.class
    })
class CampaignReflection {}
