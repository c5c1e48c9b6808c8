package io.goodword.reward.points;

import io.goodword.reward.rounds.DueRound;
import io.goodword.reward.rounds.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Looks for lots that are due and for customers to warn. */
@ApplicationScoped
class ExpiryTimer implements DueRound.Work<Expiry.Key> {

  private static final Logger LOG = Logger.getLogger(ExpiryTimer.class);
  private static final int BATCH = 100;

  private final Expiry expiry;
  private final Rounds rounds;

  ExpiryTimer(Expiry expiry, PointsSettings settings) {
    this.expiry = expiry;
    this.rounds =
        new Rounds("points-expiry", Duration.ZERO, new DueRound<>(LOG, settings.runEvery(), this));
  }

  void start(@Observes StartupEvent started) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    rounds.stop();
  }

  @Override
  public boolean batch() {
    boolean more = expiry.expire(BATCH) == BATCH;
    return expiry.warn(BATCH) == BATCH || more;
  }

  @Override
  public List<Expiry.Key> due() {
    return expiry.due(BATCH);
  }

  @Override
  public void one(Expiry.Key key) {
    expiry.one(key);
  }
}
