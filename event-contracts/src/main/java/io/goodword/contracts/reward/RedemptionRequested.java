package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer redeems a gift: price and gift are set aside.
 *
 * @param redemptionId id of the redemption
 * @param sku gift
 * @param customerId customer who redeems it
 * @param kind material, digital or coupon-asset
 * @param asset asset code of what is paid with
 * @param price minor units that were agreed
 * @param confirmBy when a material one is cancelled unless it is confirmed
 * @param occurredAt when it happened
 */
public record RedemptionRequested(
    String redemptionId,
    String sku,
    String customerId,
    String kind,
    String asset,
    long price,
    @Nullable Instant confirmBy,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.redemption.requested.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public RedemptionRequested {
    Checks.text("redemptionId", redemptionId);
    Checks.text("sku", sku);
    Checks.text("customerId", customerId);
    Checks.text("kind", kind);
    Checks.text("asset", asset);
    Checks.present("occurredAt", occurredAt);
    Checks.positive("price", price);
  }
}
