package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A value that somebody gives or takes by hand has its outcome; only posted and approved ones moved
 * it.
 *
 * @param adjustmentId id of the adjustment
 * @param customerId customer whose account it is
 * @param asset asset code
 * @param amount signed minor units, negative when value is taken
 * @param reason goodwill, complaint, correction, fraud, migration or test-refund
 * @param outcome posted (within the limit of one person), approved, rejected, expired or withdrawn
 * @param maker staff id of who asked
 * @param checker staff id of the second person, if one decided
 * @param journalId journal that moved the value
 * @param occurredAt when it happened
 */
public record AdjustmentDecided(
    String adjustmentId,
    String customerId,
    String asset,
    long amount,
    String reason,
    String outcome,
    String maker,
    @Nullable String checker,
    @Nullable String journalId,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.adjustment.decided.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public AdjustmentDecided {
    Checks.text("adjustmentId", adjustmentId);
    Checks.text("customerId", customerId);
    Checks.text("asset", asset);
    Checks.text("reason", reason);
    Checks.text("outcome", outcome);
    Checks.text("maker", maker);
    Checks.present("occurredAt", occurredAt);
  }
}
