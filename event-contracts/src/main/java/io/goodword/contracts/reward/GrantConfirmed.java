package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A held reward was confirmed and now belongs to the customer.
 *
 * @param grantId id of the grant
 * @param ruleId promise that it fulfils
 * @param beneficiaryId customer who gets it
 * @param beneficiary advocate, friend, reviewer, customer or staff
 * @param asset asset code
 * @param amount minor units of the asset
 * @param campaignId campaign or programme that pays
 * @param cause referral id, review id or event id
 * @param occasion registered, first-paid-order, review or the type of an event
 * @param occurredAt when it happened
 */
public record GrantConfirmed(
    String grantId,
    String ruleId,
    String beneficiaryId,
    String beneficiary,
    String asset,
    long amount,
    String campaignId,
    String cause,
    String occasion,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.grant.confirmed.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public GrantConfirmed {
    Checks.text("grantId", grantId);
    Checks.text("ruleId", ruleId);
    Checks.text("beneficiaryId", beneficiaryId);
    Checks.text("beneficiary", beneficiary);
    Checks.text("asset", asset);
    Checks.text("campaignId", campaignId);
    Checks.text("cause", cause);
    Checks.text("occasion", occasion);
    Checks.present("occurredAt", occurredAt);
    Checks.positive("amount", amount);
  }
}
