package io.goodword.reward.points;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks for lots that are due and for customers to warn. */
@ApplicationScoped
class ExpiryTimer {

  private static final Logger LOG = Logger.getLogger(ExpiryTimer.class);
  private static final int BATCH = 100;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Expiry expiry;
  private final Duration every;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Thread thread;

  ExpiryTimer(Expiry expiry, PointsSettings settings) {
    this.expiry = expiry;
    this.every = settings.runEvery();
  }

  void start(@Observes StartupEvent started) {
    thread = Thread.ofPlatform().name("points-expiry").daemon().start(this::run);
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
        boolean more = expiry.expire(BATCH) == BATCH;
        more |= expiry.warn(BATCH) == BATCH;
        pause = more ? Duration.ZERO : every;
      } catch (RuntimeException e) {
        LOG.warnf("A batch of lots did not expire, each is tried alone: %s", e.getMessage());
        oneByOne();
        pause = AFTER_FAILURE;
      }
    }
  }

  private void oneByOne() {
    try {
      for (Expiry.Key key : expiry.due(BATCH)) {
        try {
          expiry.one(key);
        } catch (RuntimeException e) {
          LOG.errorf(e, "Lots of account %d are due and did not expire", key.accountId());
        }
      }
    } catch (RuntimeException databaseAway) {
      LOG.debugf("Nothing can expire now: %s", databaseAway.getMessage());
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
