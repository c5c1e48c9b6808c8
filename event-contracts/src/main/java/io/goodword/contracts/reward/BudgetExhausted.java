package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A budget could not pay a promised reward.
 *
 * @param campaignId campaign or programme
 * @param asset asset code
 * @param funded minor units funded
 * @param occurredAt when it happened
 */
public record BudgetExhausted(String campaignId, String asset, long funded, Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.budget.exhausted.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public BudgetExhausted {
    Checks.text("campaignId", campaignId);
    Checks.text("asset", asset);
    Checks.present("occurredAt", occurredAt);
  }
}
