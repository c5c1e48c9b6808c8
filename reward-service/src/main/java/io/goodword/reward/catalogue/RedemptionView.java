package io.goodword.reward.catalogue;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A redemption as callers see it.
 *
 * @param asset what is paid with
 * @param price minor units that were agreed
 * @param state requested, confirmed, handed-over, delivered or cancelled
 * @param confirmBy when a requested material one is cancelled unless it is confirmed
 * @param stockReturned whether a cancelled one's unit is in stock again
 */
@RegisterForReflection
record RedemptionView(
    UUID redemptionId,
    String sku,
    String customerId,
    GiftKind kind,
    String asset,
    long price,
    String state,
    Instant requestedAt,
    @Nullable Instant confirmBy,
    @Nullable Boolean stockReturned) {

  static RedemptionView of(Redemption redemption) {
    Agreement agreed = redemption.agreed();
    boolean waits = redemption.state() == Redemption.State.REQUESTED && !agreed.kind().automatic();
    return new RedemptionView(
        redemption.id(),
        agreed.sku(),
        agreed.customerId(),
        agreed.kind(),
        agreed.priceAsset(),
        agreed.price(),
        redemption.state().code(),
        agreed.requestedAt(),
        waits ? agreed.dueAt() : null,
        redemption.stockReturned());
  }
}
