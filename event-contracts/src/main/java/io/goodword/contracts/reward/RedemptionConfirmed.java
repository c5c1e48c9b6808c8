package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A redemption was confirmed: price and gift are posted. A digital gift can be delivered now.
 *
 * @param redemptionId id of the redemption
 * @param sku gift
 * @param customerId customer who redeems it
 * @param kind material, digital or coupon-asset
 * @param asset asset code of what is paid with
 * @param price minor units that were agreed
 * @param occurredAt when it happened
 */
public record RedemptionConfirmed(
    String redemptionId,
    String sku,
    String customerId,
    String kind,
    String asset,
    long price,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.redemption.confirmed.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public RedemptionConfirmed {
    Checks.text("redemptionId", redemptionId);
    Checks.text("sku", sku);
    Checks.text("customerId", customerId);
    Checks.text("kind", kind);
    Checks.text("asset", asset);
    Checks.present("occurredAt", occurredAt);
    Checks.positive("price", price);
  }
}
