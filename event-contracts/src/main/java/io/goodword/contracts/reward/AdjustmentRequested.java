package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asked for a value to be given or taken by hand, above what one person may; a second
 * person decides.
 *
 * @param adjustmentId id of the adjustment
 * @param customerId customer whose account it is
 * @param asset asset code
 * @param amount signed minor units, negative when value is taken
 * @param reason goodwill, complaint, correction, fraud, migration or test-refund
 * @param cause complaint, order or other thing behind it
 * @param campaignId campaign or programme whose budget pays, absent for issuance
 * @param maker staff id of who asked
 * @param payloadHash SHA-256 of the request, 64 hexadecimal digits; the approval carries it
 * @param expiresAt first instant at which it can no longer be decided
 * @param occurredAt when it happened
 */
public record AdjustmentRequested(
    String adjustmentId,
    String customerId,
    String asset,
    long amount,
    String reason,
    @Nullable String cause,
    @Nullable String campaignId,
    String maker,
    String payloadHash,
    Instant expiresAt,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.adjustment.requested.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public AdjustmentRequested {
    Checks.text("adjustmentId", adjustmentId);
    Checks.text("customerId", customerId);
    Checks.text("asset", asset);
    Checks.text("reason", reason);
    Checks.text("maker", maker);
    Checks.text("payloadHash", payloadHash);
    Checks.present("expiresAt", expiresAt);
    Checks.present("occurredAt", occurredAt);
  }
}
