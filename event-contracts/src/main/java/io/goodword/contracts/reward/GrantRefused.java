package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A reward was not paid: the budget was exhausted, a limit was reached, or a rule could not decide;
 * where it was promised, staff must act.
 *
 * @param ruleId promise that was not kept
 * @param beneficiaryId customer who would have got it
 * @param asset asset code
 * @param amount minor units of the asset, 0 when the rule could not say how many
 * @param campaignId campaign whose budget is exhausted
 * @param cause referral id, review id or event id
 * @param reason budget-exhausted, limit-reached, unknown-asset, or the failure of a rule:
 *     rule-error, amount-out-of-range
 * @param occurredAt when it happened
 */
public record GrantRefused(
    String ruleId,
    String beneficiaryId,
    String asset,
    long amount,
    String campaignId,
    String cause,
    String reason,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.grant.refused.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public GrantRefused {
    Checks.text("ruleId", ruleId);
    Checks.text("beneficiaryId", beneficiaryId);
    Checks.text("asset", asset);
    Checks.text("campaignId", campaignId);
    Checks.text("cause", cause);
    Checks.text("reason", reason);
    Checks.present("occurredAt", occurredAt);
  }
}
