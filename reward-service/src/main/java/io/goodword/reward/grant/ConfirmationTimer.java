package io.goodword.reward.grant;

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

/** Looks for ended holding periods, so that a grant is confirmed within a fraction of a second. */
@ApplicationScoped
class ConfirmationTimer implements DueRound.Work<UUID> {

  private static final Logger LOG = Logger.getLogger(ConfirmationTimer.class);
  private static final int BATCH = 50;

  private final Confirming confirming;
  private final Rounds rounds;

  ConfirmationTimer(
      Confirming confirming,
      @ConfigProperty(name = "goodword.grant.confirm-every", defaultValue = "PT0.2S")
          Duration every) {
    this.confirming = confirming;
    this.rounds = new Rounds("grant-confirmation", Duration.ZERO, new DueRound<>(LOG, every, this));
  }

  void start(@Observes StartupEvent started) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    rounds.stop();
  }

  @Override
  public boolean batch() {
    return confirming.due(BATCH) == BATCH;
  }

  @Override
  public List<UUID> due() {
    return confirming.dueIds(BATCH);
  }

  @Override
  public void one(UUID id) {
    confirming.one(id);
  }
}
