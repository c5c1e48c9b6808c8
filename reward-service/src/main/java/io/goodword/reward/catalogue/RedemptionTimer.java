package io.goodword.reward.catalogue;

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

/** Looks for redemptions that confirm themselves and for those that waited too long. */
@ApplicationScoped
class RedemptionTimer implements DueRound.Work<UUID> {

  private static final Logger LOG = Logger.getLogger(RedemptionTimer.class);
  private static final int BATCH = 50;

  private final Fulfilling fulfilling;
  private final Rounds rounds;

  RedemptionTimer(
      Fulfilling fulfilling,
      @ConfigProperty(name = "goodword.catalogue.settle-every", defaultValue = "PT0.2S")
          Duration every) {
    this.fulfilling = fulfilling;
    this.rounds =
        new Rounds("redemption-settling", Duration.ZERO, new DueRound<>(LOG, every, this));
  }

  void start(@Observes StartupEvent started) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    rounds.stop();
  }

  @Override
  public boolean batch() {
    return fulfilling.due(BATCH) == BATCH;
  }

  @Override
  public List<UUID> due() {
    return fulfilling.dueIds(BATCH);
  }

  @Override
  public void one(UUID id) {
    fulfilling.one(id);
  }
}
