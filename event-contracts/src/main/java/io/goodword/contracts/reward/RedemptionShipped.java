package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The parcel of a redemption was handed over to whoever ships it. Where it goes, the shop knows by
 * the redemption and the customer.
 *
 * @param redemptionId id of the redemption
 * @param sku gift
 * @param customerId customer who redeems it
 * @param shipment reference at whoever ships it
 * @param occurredAt when it happened
 */
public record RedemptionShipped(
    String redemptionId,
    String sku,
    String customerId,
    @Nullable String shipment,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.redemption.shipped.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public RedemptionShipped {
    Checks.text("redemptionId", redemptionId);
    Checks.text("sku", sku);
    Checks.text("customerId", customerId);
    Checks.present("occurredAt", occurredAt);
  }
}
