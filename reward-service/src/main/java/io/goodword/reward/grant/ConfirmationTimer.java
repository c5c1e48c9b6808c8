package io.goodword.reward.grant;

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

/** Looks for ended holding periods, so that a grant is confirmed within a fraction of a second. */
@ApplicationScoped
class ConfirmationTimer {

  private static final Logger LOG = Logger.getLogger(ConfirmationTimer.class);
  private static final int BATCH = 50;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Confirming confirming;
  private final Duration every;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Thread thread;

  ConfirmationTimer(
      Confirming confirming,
      @ConfigProperty(name = "goodword.grant.confirm-every", defaultValue = "PT0.2S")
          Duration every) {
    this.confirming = confirming;
    this.every = every;
  }

  void start(@Observes StartupEvent started) {
    thread = Thread.ofPlatform().name("grant-confirmation").daemon().start(this::run);
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
        pause = confirming.due(BATCH) == BATCH ? Duration.ZERO : every;
      } catch (RuntimeException e) {
        LOG.warnf("A batch of grants was not confirmed, each is tried alone: %s", e.getMessage());
        oneByOne();
        pause = AFTER_FAILURE;
      }
    }
  }

  private void oneByOne() {
    try {
      for (UUID id : confirming.dueIds(BATCH)) {
        try {
          confirming.one(id);
        } catch (RuntimeException e) {
          LOG.errorf(e, "Grant %s is due and was not confirmed", id);
        }
      }
    } catch (RuntimeException databaseAway) {
      LOG.debugf("Nothing can be confirmed now: %s", databaseAway.getMessage());
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
