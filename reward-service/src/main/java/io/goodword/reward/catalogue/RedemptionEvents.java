package io.goodword.reward.catalogue;

import io.goodword.contracts.reward.RedemptionCancelled;
import io.goodword.contracts.reward.RedemptionConfirmed;
import io.goodword.contracts.reward.RedemptionRequested;
import io.goodword.contracts.reward.RedemptionShipped;
import io.goodword.kit.outbox.OutboxEvent;
import io.goodword.reward.catalogue.Redemptions.Taken;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** Tells what became of redemptions; the sequence is the redemption's own version. */
@RegisterForReflection(
    targets = {
      RedemptionRequested.class,
      RedemptionConfirmed.class,
      RedemptionShipped.class,
      RedemptionCancelled.class
    })
final class RedemptionEvents {

  private RedemptionEvents() {}

  /** The event of a step; a delivery is told by nobody but whoever delivers. */
  static List<OutboxEvent> of(Taken taken) {
    Redemption redemption = taken.redemption();
    Agreement agreed = redemption.agreed();
    String id = redemption.id().toString();
    return switch (redemption.state()) {
      case REQUESTED ->
          event(
              redemption,
              RedemptionRequested.TYPE,
              new RedemptionRequested(
                  id,
                  agreed.sku(),
                  agreed.customerId(),
                  agreed.kind().code(),
                  agreed.priceAsset(),
                  agreed.price(),
                  agreed.kind().automatic() ? null : agreed.dueAt(),
                  taken.step().takenAt()));
      case CONFIRMED ->
          event(
              redemption,
              RedemptionConfirmed.TYPE,
              new RedemptionConfirmed(
                  id,
                  agreed.sku(),
                  agreed.customerId(),
                  agreed.kind().code(),
                  agreed.priceAsset(),
                  agreed.price(),
                  taken.step().takenAt()));
      case HANDED_OVER ->
          event(
              redemption,
              RedemptionShipped.TYPE,
              new RedemptionShipped(
                  id,
                  agreed.sku(),
                  agreed.customerId(),
                  taken.step().note(),
                  taken.step().takenAt()));
      case DELIVERED -> List.of();
      case CANCELLED ->
          event(
              redemption,
              RedemptionCancelled.TYPE,
              new RedemptionCancelled(
                  id,
                  agreed.sku(),
                  agreed.customerId(),
                  agreed.priceAsset(),
                  agreed.price(),
                  Boolean.TRUE.equals(redemption.stockReturned()),
                  taken.step().note() == null ? "other" : taken.step().note(),
                  taken.step().takenAt()));
    };
  }

  private static List<OutboxEvent> event(Redemption redemption, String type, Object payload) {
    return List.of(
        OutboxEvent.of(type, redemption.id().toString(), payload).numbered(redemption.version()));
  }
}
