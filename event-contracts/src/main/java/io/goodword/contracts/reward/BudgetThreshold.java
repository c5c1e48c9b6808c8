package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A budget passed a share of its funding.
 *
 * @param campaignId campaign or programme
 * @param asset asset code
 * @param percent 50, 80 or 100
 * @param funded minor units funded
 * @param used minor units spent or held
 * @param occurredAt when it happened
 */
public record BudgetThreshold(
    String campaignId, String asset, int percent, long funded, long used, Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.budget.threshold.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public BudgetThreshold {
    Checks.text("campaignId", campaignId);
    Checks.text("asset", asset);
    Checks.present("occurredAt", occurredAt);
  }
}
