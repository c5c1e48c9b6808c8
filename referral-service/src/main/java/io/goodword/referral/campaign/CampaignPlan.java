package io.goodword.referral.campaign;

import io.goodword.contracts.referral.RewardTerm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a marketer decides about a campaign; made by {@link CampaignRules} only, so that every
 * plan keeps the rules.
 *
 * @param name for the staff, customers never see it
 * @param destination page of the shop, ASCII form of its host
 * @param accent colour of the landing page, {@code #rrggbb}
 * @param pauseWhenBudgetEnds whether it stops by itself when a reward cannot be paid; absent, as in
 *     older plans, means yes
 */
record CampaignPlan(
    String name,
    String market,
    Instant startsAt,
    Instant endsAt,
    AttributionModel model,
    Duration window,
    Map<String, String> terms,
    Map<String, LandingText> landing,
    String destination,
    List<String> destinationHosts,
    @Nullable String accent,
    List<RewardTerm> rewards,
    @Nullable Boolean pauseWhenBudgetEnds) {

  CampaignPlan {
    terms = Map.copyOf(terms);
    landing = Map.copyOf(landing);
    destinationHosts = List.copyOf(destinationHosts);
    rewards = List.copyOf(rewards);
  }

  boolean pausesWhenBudgetEnds() {
    return pauseWhenBudgetEnds == null || pauseWhenBudgetEnds;
  }

  /** The promise to one side for one milestone in one asset; there is at most one. */
  Optional<RewardTerm> reward(String milestone, String beneficiary, String asset) {
    return rewards.stream()
        .filter(
            term ->
                term.milestone().equals(milestone)
                    && term.beneficiary().equals(beneficiary)
                    && term.asset().equals(asset))
        .findFirst();
  }
}
