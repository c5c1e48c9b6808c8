package io.goodword.reward.draw;

import io.goodword.contracts.reward.DrawCancelled;
import io.goodword.contracts.reward.DrawCommitted;
import io.goodword.contracts.reward.DrawFrozen;
import io.goodword.contracts.reward.DrawSettled;
import io.goodword.contracts.reward.DrawWinner;
import io.goodword.kit.outbox.Outbox;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Tells where draws stand; to be called in the transaction that moved them. */
@Singleton
@RegisterForReflection(
    targets = {
      DrawCommitted.class,
      DrawFrozen.class,
      DrawSettled.class,
      DrawWinner.class,
      DrawCancelled.class
    })
class DrawEvents {

  private final Outbox outbox;

  DrawEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  void committed(Draw draw, Instant now) {
    String id = draw.id().toString();
    outbox.append(
        DrawCommitted.TYPE,
        id,
        new DrawCommitted(
            id,
            draw.rulesVersion(),
            draw.rules().market(),
            draw.commitment(),
            draw.rulesHash(),
            draw.rules().opensAt(),
            draw.rules().closesAt(),
            now));
  }

  void frozen(Draw draw, Draw.Frozen frozen) {
    String id = draw.id().toString();
    outbox.append(
        DrawFrozen.TYPE,
        id,
        new DrawFrozen(
            id,
            frozen.ticketsHash(),
            frozen.tickets(),
            draw.witness() == null ? null : frozen.revealBy(),
            frozen.at()));
  }

  void settled(Draw draw, String seed, List<Winners.Winner> winners, Instant now) {
    String id = draw.id().toString();
    outbox.append(
        DrawSettled.TYPE,
        id,
        new DrawSettled(
            id,
            draw.tickets().ticketsHash(),
            draw.tickets().tickets(),
            seed,
            draw.witnessSeed() != null,
            winners.stream()
                .map(
                    winner ->
                        new DrawWinner(
                            winner.rank(),
                            winner.prize(),
                            winner.ticket().id(),
                            winner.customerId(),
                            winner.asset(),
                            winner.amount()))
                .toList(),
            now));
  }

  void cancelled(Draw draw, String reason, Instant now) {
    String id = draw.id().toString();
    outbox.append(DrawCancelled.TYPE, id, new DrawCancelled(id, reason, now));
  }
}
