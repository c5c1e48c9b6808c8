package io.goodword.reward.catalogue;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks for redemptions that confirm themselves and for those that waited too long. */
@ApplicationScoped
class RedemptionTimer {

  private static final Logger LOG = Logger.getLogger(RedemptionTimer.class);
  private static final int BATCH = 50;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Fulfilling fulfilling;
  private final Duration every;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Thread thread;

  RedemptionTimer(
      Fulfilling fulfilling,
      @ConfigProperty(name = "goodword.catalogue.settle-every", defaultValue = "PT0.2S")
          Duration every) {
    this.fulfilling = fulfilling;
    this.every = every;
  }

  void start(@Observes StartupEvent started) {
    thread = Thread.ofPlatform().name("redemption-settling").daemon().start(this::run);
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    stopped.countDown();
    if (thread != null) {
      thread.join(Duration.ofSeconds(2));
    }
  }

  private void run() {
    Duration pause = Duration.ZERO;
    while (!stopsWithin(pause)) {
      try {
        pause = fulfilling.due(BATCH) == BATCH ? Duration.ZERO : every;
      } catch (RuntimeException e) {
        LOG.warnf(
            "A batch of redemptions was not settled, each is tried alone: %s", e.getMessage());
        oneByOne();
        pause = AFTER_FAILURE;
      }
    }
  }

  private void oneByOne() {
    try {
      for (UUID id : fulfilling.dueIds(BATCH)) {
        try {
          fulfilling.one(id);
        } catch (RuntimeException e) {
          LOG.errorf(e, "Redemption %s is due and was not settled", id);
        }
      }
    } catch (RuntimeException databaseAway) {
      LOG.debugf("Nothing can be settled now: %s", databaseAway.getMessage());
    }
  }

  private boolean stopsWithin(Duration pause) {
    try {
      return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
