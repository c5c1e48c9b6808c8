package io.goodword.reward.adjustment;

import io.goodword.contracts.reward.AdjustmentDecided;
import io.goodword.contracts.reward.AdjustmentRequested;
import io.goodword.kit.outbox.OutboxEvent;
import io.goodword.reward.adjustment.Adjustment.State;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** Tells what became of adjustments, without their notes; the sequence is their version. */
@RegisterForReflection(targets = {AdjustmentRequested.class, AdjustmentDecided.class})
final class AdjustmentEvents {

  private AdjustmentEvents() {}

  static OutboxEvent of(Adjustment adjustment, Instant now) {
    String id = adjustment.id().toString();
    OutboxEvent event =
        adjustment.state() == State.REQUESTED
            ? OutboxEvent.of(AdjustmentRequested.TYPE, id, requested(adjustment))
            : OutboxEvent.of(AdjustmentDecided.TYPE, id, decided(adjustment, now));
    return event.numbered(adjustment.version());
  }

  private static AdjustmentRequested requested(Adjustment adjustment) {
    Payload payload = adjustment.payload();
    return new AdjustmentRequested(
        adjustment.id().toString(),
        payload.customerId(),
        payload.asset(),
        payload.amount(),
        payload.reason(),
        payload.cause(),
        payload.campaignId(),
        adjustment.maker(),
        adjustment.hash(),
        adjustment.expiresAt(),
        adjustment.requestedAt());
  }

  private static AdjustmentDecided decided(Adjustment adjustment, Instant now) {
    Payload payload = adjustment.payload();
    UUID journal = adjustment.journalId();
    return new AdjustmentDecided(
        adjustment.id().toString(),
        payload.customerId(),
        payload.asset(),
        payload.amount(),
        payload.reason(),
        adjustment.state().code(),
        adjustment.maker(),
        adjustment.checker(),
        journal == null ? null : journal.toString(),
        now);
  }
}
