package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A redemption was cancelled: what was paid is back.
 *
 * @param redemptionId id of the redemption
 * @param sku gift
 * @param customerId customer who redeems it
 * @param asset asset code of what is paid with
 * @param price minor units that were agreed
 * @param stockReturned whether the unit is in stock again
 * @param reason customer-wish, not-deliverable, damaged, lost, fraud, other or deadline
 * @param occurredAt when it happened
 */
public record RedemptionCancelled(
    String redemptionId,
    String sku,
    String customerId,
    String asset,
    long price,
    boolean stockReturned,
    String reason,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.redemption.cancelled.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public RedemptionCancelled {
    Checks.text("redemptionId", redemptionId);
    Checks.text("sku", sku);
    Checks.text("customerId", customerId);
    Checks.text("asset", asset);
    Checks.text("reason", reason);
    Checks.present("occurredAt", occurredAt);
    Checks.positive("price", price);
  }
}
