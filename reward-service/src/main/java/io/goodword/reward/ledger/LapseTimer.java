package io.goodword.reward.ledger;

import io.goodword.reward.rounds.DueRound;
import io.goodword.reward.rounds.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks for holds whose deadline has passed. */
@ApplicationScoped
class LapseTimer implements DueRound.Work<UUID> {

  private static final Logger LOG = Logger.getLogger(LapseTimer.class);
  private static final int BATCH = 50;

  private final Lapsing lapsing;
  private final Rounds rounds;

  LapseTimer(
      Lapsing lapsing,
      @ConfigProperty(name = "goodword.ledger.lapse-every", defaultValue = "PT0.5S")
          Duration every) {
    this.lapsing = lapsing;
    this.rounds = new Rounds("ledger-lapse", Duration.ZERO, new DueRound<>(LOG, every, this));
  }

  void start(@Observes StartupEvent started) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    rounds.stop();
  }

  @Override
  public boolean batch() {
    return lapsing.due(BATCH) == BATCH;
  }

  @Override
  public List<UUID> due() {
    return lapsing.dueIds(BATCH);
  }

  @Override
  public void one(UUID hold) {
    lapsing.one(hold);
  }
}
