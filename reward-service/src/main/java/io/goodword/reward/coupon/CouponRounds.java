package io.goodword.reward.coupon;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Two threads that look for work: one for what ends, one for batches, which may take minutes. */
@ApplicationScoped
class CouponRounds {

  private static final Logger LOG = Logger.getLogger(CouponRounds.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Sweeping sweeping;
  private final Duration every;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  CouponRounds(Sweeping sweeping, CouponSettings settings) {
    this.sweeping = sweeping;
    this.every = settings.sweepEvery();
  }

  /**
   * Takes the vault so that a secret that protects nothing is refused before anything is served.
   */
  void start(@Observes StartupEvent started, CodeVault vault) {
    begin("coupon-ends", sweeping::ends);
    begin("coupon-batches", sweeping::batches);
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    stopped.countDown();
    for (Thread thread : threads) {
      thread.join(Duration.ofSeconds(2));
    }
  }

  private void begin(String name, BooleanSupplier round) {
    threads.add(Thread.ofPlatform().name(name).daemon().start(() -> run(round)));
  }

  private void run(BooleanSupplier round) {
    Duration pause = Duration.ZERO;
    while (!stopsWithin(pause)) {
      try {
        pause = round.getAsBoolean() ? Duration.ZERO : every;
      } catch (RuntimeException databaseAway) {
        LOG.debugf("Coupons rest for a moment: %s", databaseAway.getMessage());
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
