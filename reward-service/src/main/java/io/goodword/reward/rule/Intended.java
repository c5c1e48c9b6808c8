package io.goodword.reward.rule;

import io.goodword.reward.budget.LimitClaim;
import io.goodword.reward.budget.LimitPlan;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * What a rule means to give; limits and budgets decide.
 *
 * @param fact event that is rewarded
 * @param leg which grant of the rule
 * @param role customer, advocate, friend, reviewer or staff
 * @param beneficiaryId customer id
 * @param amount minor units, 1 to 10^15
 * @param budget campaign or programme that pays
 */
public record Intended(
    String ruleId,
    int version,
    Fact fact,
    String leg,
    String role,
    String beneficiaryId,
    String asset,
    long amount,
    Duration holdingPeriod,
    String budget,
    LimitPlan limits,
    ZoneId zone) {

  /** What it needs from the limits of the rule, which count each grant of the rule by itself. */
  public List<LimitClaim> claims() {
    return limits.claims(
        "rule/" + ruleId + "/" + leg,
        LimitPlan.Counting.TIMES,
        beneficiaryId,
        fact.occurredAt(),
        zone,
        amount);
  }
}
