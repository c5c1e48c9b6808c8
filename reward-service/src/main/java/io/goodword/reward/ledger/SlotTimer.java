package io.goodword.reward.ledger;

import io.goodword.reward.rounds.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Brings what idle slots have back to their budgets, so that finance finds it there. */
@ApplicationScoped
class SlotTimer {

  private static final Logger LOG = Logger.getLogger(SlotTimer.class);
  private static final Duration EVERY = Duration.ofSeconds(30);

  private final Slots slots;
  private final Duration idle;
  private final Rounds rounds;

  SlotTimer(
      Slots slots,
      @ConfigProperty(name = "goodword.ledger.slots-idle-after", defaultValue = "PT5M")
          Duration idle) {
    this.slots = slots;
    this.idle = idle;
    this.rounds = new Rounds("ledger-slots", EVERY, this::round);
  }

  void start(@Observes StartupEvent started) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    rounds.stop();
  }

  private Duration round() {
    try {
      return slots.gatherIdle(idle) ? Duration.ZERO : EVERY;
    } catch (RuntimeException e) {
      LOG.warnf("Idle slots were not gathered, the next round tries again: %s", e.getMessage());
      return EVERY;
    }
  }
}
