package io.goodword.reward.draw;

import io.goodword.reward.rounds.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks for draws that have closed, so that each is settled within a second or two. */
@ApplicationScoped
class DrawTimer {

  private static final Logger LOG = Logger.getLogger(DrawTimer.class);
  private static final int BATCH = 200;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  private final Settling settling;
  private final Duration every;
  private final Rounds rounds;
  private volatile boolean stopping;

  DrawTimer(
      Settling settling,
      @ConfigProperty(name = "goodword.draw.settle-every", defaultValue = "PT0.5S")
          Duration every) {
    this.settling = settling;
    this.every = every;
    this.rounds = new Rounds("draw-settling", Duration.ZERO, this::round);
  }

  void start(@Observes StartupEvent started) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    rounds.stop();
  }

  private Duration round() {
    try {
      boolean well = true;
      for (UUID id : settling.due(BATCH)) {
        well &= settle(id);
      }
      return well ? every : AFTER_FAILURE;
    } catch (RuntimeException databaseAway) {
      LOG.debugf("No draw can be settled now: %s", databaseAway.getMessage());
      return AFTER_FAILURE;
    }
  }

  /** Takes the steps of one draw; its failure does not hold up the others. */
  private boolean settle(UUID id) {
    try {
      while (!stopping && settling.step(id)) {
        LOG.debugf("Draw %s took a step", id);
      }
      return true;
    } catch (RuntimeException e) {
      LOG.errorf(e, "Draw %s was not settled, it is tried again", id);
      return false;
    }
  }
}
