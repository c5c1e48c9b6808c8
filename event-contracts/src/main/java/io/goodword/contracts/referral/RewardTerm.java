package io.goodword.contracts.referral;

import io.goodword.contracts.Checks;
import java.time.Duration;

/**
 * One promised reward of a campaign.
 *
 * @param ruleId stable id of the promise inside the campaign
 * @param milestone registered or first-paid-order
 * @param beneficiary advocate or friend
 * @param asset asset code, for instance POINTS or COUPON:SPRING20
 * @param amount minor units of the asset, positive
 * @param holdingPeriod how long the reward is held before it is confirmed, zero for at once
 */
public record RewardTerm(
    String ruleId,
    String milestone,
    String beneficiary,
    String asset,
    long amount,
    Duration holdingPeriod) {

  /** Refuses an incomplete fact, naming the field and the rule. */
  public RewardTerm {
    Checks.text("ruleId", ruleId);
    Checks.text("milestone", milestone);
    Checks.text("beneficiary", beneficiary);
    Checks.text("asset", asset);
    Checks.present("holdingPeriod", holdingPeriod);
    Checks.positive("amount", amount);
    if (holdingPeriod.isNegative()) {
      throw new IllegalArgumentException(
          "holdingPeriod is " + holdingPeriod + ", it must not be negative");
    }
  }
}
