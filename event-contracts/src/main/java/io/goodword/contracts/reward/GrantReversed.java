package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A reward was taken back, in part or in full: voided while held, reversed after.
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
 * @param remaining what is left of the grant in minor units
 * @param held whether it was still held
 * @param occurredAt when it happened
 */
public record GrantReversed(
    String grantId,
    String ruleId,
    String beneficiaryId,
    String beneficiary,
    String asset,
    long amount,
    String campaignId,
    String cause,
    String occasion,
    long remaining,
    boolean held,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.grant.reversed.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public GrantReversed {
    Checks.text("grantId", grantId);
    Checks.text("ruleId", ruleId);
    Checks.text("beneficiaryId", beneficiaryId);
    Checks.text("beneficiary", beneficiary);
    Checks.text("asset", asset);
    Checks.text("campaignId", campaignId);
    Checks.text("cause", cause);
    Checks.text("occasion", occasion);
    Checks.present("occurredAt", occurredAt);
    Checks.notNegative("remaining", remaining);
  }
}
