package io.goodword.referral.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A campaign as a marketer sends it, unchecked: every field may be absent. */
@Schema(name = "CampaignDraft")
record CampaignDraft(
    @Schema(description = "For the staff, 1 to 100 characters", examples = "Spring 2027")
        @Nullable String name,
    @Schema(description = "CN, TW, EU, US or default", examples = "CN") @Nullable String market,
    @Nullable Instant startsAt,
    @Schema(description = "First instant after the campaign, at most 3 years after the first")
        @Nullable Instant endsAt,
    @Nullable Attribution attribution,
    @Schema(description = "Policy details, one text for each of zh-CN, zh-TW, en")
        @Nullable Map<String, String> terms,
    @Schema(description = "Landing texts for each of zh-CN, zh-TW, en, without superlatives")
        @Nullable Map<String, LandingText> landing,
    @Schema(examples = "https://shop.example/welcome") @Nullable String destination,
    @Schema(description = "1 to 20 host names") @Nullable List<String> destinationHosts,
    @Schema(description = "At least 4.5:1 against white", examples = "#c2410c")
        @Nullable String accent,
    @Schema(description = "1 to 20, one for each milestone, side and asset")
        @Nullable List<Reward> rewards,
    @Schema(
            description =
                "Whether the campaign pauses by itself when its budget cannot pay a reward, true when"
                    + " absent")
        @Nullable Boolean pauseWhenBudgetEnds,
    @Schema(description = "Must be 1: only direct recommendations are paid")
        @Nullable Integer rewardDepth) {

  /** Which of several recommendations is credited, and how long one counts. */
  record Attribution(
      @Schema(enumeration = {"first-touch", "last-touch"}) @Nullable String model,
      @Schema(description = "PT1S to P365D", examples = "P30D") @Nullable String window) {}

  /** A promised reward; the rule id is given by the service. */
  record Reward(
      @Nullable String ruleId,
      @Schema(enumeration = {"registered", "first-paid-order"}) @Nullable String milestone,
      @Schema(enumeration = {"advocate", "friend"}) @Nullable String beneficiary,
      @Schema(examples = "POINTS") @Nullable String asset,
      @Schema(description = "Minor units, 1 to 1,000,000,000") @Nullable Long amount,
      @Schema(description = "PT0S to P180D, absent for at once", examples = "P14D")
          @Nullable String holdingPeriod) {}
}
