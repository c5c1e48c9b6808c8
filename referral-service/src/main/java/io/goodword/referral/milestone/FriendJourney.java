package io.goodword.referral.milestone;

import io.goodword.contracts.referral.MilestoneReached;
import io.goodword.contracts.referral.MilestoneRevoked;
import io.goodword.kit.outbox.Outbox;
import io.goodword.referral.attribution.Attributions;
import io.goodword.referral.attribution.Attributions.Attribution;
import io.goodword.referral.attribution.Binding;
import io.goodword.referral.campaign.CampaignTerms;
import io.goodword.referral.campaign.Campaigns;
import io.goodword.referral.commerce.Conversion;
import io.goodword.referral.commerce.CustomerFacts;
import io.goodword.referral.commerce.Customers;
import io.goodword.referral.commerce.FactReaction;
import io.goodword.referral.milestone.Milestones.Span;
import io.goodword.referral.milestone.Milestones.Step;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/**
 * What a fact of the shop means for a recommendation: first who is credited, then how far it led.
 */
@ApplicationScoped
class FriendJourney implements FactReaction {

  private final Attributions attributions;
  private final Campaigns campaigns;
  private final Customers customers;
  private final ReachedMilestones milestones;
  private final Outbox outbox;

  FriendJourney(
      Attributions attributions,
      Campaigns campaigns,
      Customers customers,
      ReachedMilestones milestones,
      Outbox outbox) {
    this.attributions = attributions;
    this.campaigns = campaigns;
    this.customers = customers;
    this.milestones = milestones;
    this.outbox = outbox;
  }

  @Override
  @Transactional
  public Outcome converted(Conversion conversion) {
    Attribution attribution = attributions.attribute(conversion);
    attribution.binding().ifPresent(this::advance);
    return attribution.outcome();
  }

  @Override
  @Transactional
  public void changed(String customerId) {
    attributions.bindingOf(customerId).ifPresent(this::advance);
  }

  @Override
  @Transactional
  public Outcome outcomeOf(Conversion conversion) {
    return attributions.outcomeOf(conversion);
  }

  private void advance(Binding binding) {
    CampaignTerms terms = campaigns.find(binding.campaignId()).orElseThrow();
    CustomerFacts facts = customers.find(binding.friendId()).orElseThrow();
    var span = new Span(binding.countsFrom(), terms.endsAt().plus(terms.window()));
    for (Step step : Milestones.next(span, facts, milestones.recorded(binding.referralId()))) {
      switch (step) {
        case Step.Reached reached -> reached(binding, terms, reached);
        case Step.Revoked revoked -> revoked(binding, revoked);
      }
    }
  }

  /** A step without a reward is noted for the funnel and not told. */
  private void reached(Binding binding, CampaignTerms terms, Step.Reached step) {
    String milestone = step.milestone().wire();
    boolean rewarded =
        terms.rewards().stream().anyMatch(reward -> reward.milestone().equals(milestone));
    milestones.reached(binding.referralId(), binding.campaignId(), step, rewarded);
    if (rewarded) {
      outbox.append(
          MilestoneReached.TYPE,
          binding.referralId(),
          new MilestoneReached(
              binding.referralId(),
              binding.campaignId(),
              terms.termsVersion(),
              milestone,
              binding.advocateId(),
              binding.friendId(),
              step.orderId(),
              step.at()));
    }
  }

  private void revoked(Binding binding, Step.Revoked step) {
    if (milestones.revoked(binding.referralId(), step)) {
      outbox.append(
          MilestoneRevoked.TYPE,
          binding.referralId(),
          new MilestoneRevoked(
              binding.referralId(),
              binding.campaignId(),
              step.milestone().wire(),
              binding.advocateId(),
              binding.friendId(),
              step.orderId(),
              step.refunded(),
              step.paid(),
              step.at()));
    }
  }
}
