package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reward was granted: posted at once, or held until its holding period ends.
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
 * @param held whether it is still held
 * @param confirmsAt when a held one is confirmed
 * @param occurredAt when it happened
 */
public record GrantMade(
    String grantId,
    String ruleId,
    String beneficiaryId,
    String beneficiary,
    String asset,
    long amount,
    String campaignId,
    String cause,
    String occasion,
    boolean held,
    @Nullable Instant confirmsAt,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.grant.made.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public GrantMade {
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
