package io.goodword.reward.ledger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks for holds whose deadline has passed. */
@ApplicationScoped
class LapseTimer {

  private static final Logger LOG = Logger.getLogger(LapseTimer.class);
  private static final int BATCH = 50;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Lapsing lapsing;
  private final Duration every;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Thread thread;

  LapseTimer(
      Lapsing lapsing,
      @ConfigProperty(name = "goodword.ledger.lapse-every", defaultValue = "PT0.5S")
          Duration every) {
    this.lapsing = lapsing;
    this.every = every;
  }

  void start(@Observes StartupEvent started) {
    thread = Thread.ofPlatform().name("ledger-lapse").daemon().start(this::run);
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
        pause = lapsing.due(BATCH) == BATCH ? Duration.ZERO : every;
      } catch (RuntimeException e) {
        LOG.warnf("Holds past their deadline were not given back: %s", e.getMessage());
        pause = AFTER_FAILURE;
      }
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
