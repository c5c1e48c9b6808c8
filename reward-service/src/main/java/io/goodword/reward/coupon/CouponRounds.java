package io.goodword.reward.coupon;

import io.goodword.reward.rounds.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Two threads that look for work: one for what ends, one for batches, which may take minutes. */
@ApplicationScoped
class CouponRounds {

  private static final Logger LOG = Logger.getLogger(CouponRounds.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Duration every;
  private final Rounds ends;
  private final Rounds batches;

  CouponRounds(Sweeping sweeping, CouponSettings settings) {
    this.every = settings.sweepEvery();
    this.ends = new Rounds("coupon-ends", Duration.ZERO, () -> pauseAfter(sweeping::ends));
    this.batches = new Rounds("coupon-batches", Duration.ZERO, () -> pauseAfter(sweeping::batches));
  }

  /**
   * Takes the vault so that a secret that protects nothing is refused before anything is served.
   */
  void start(@Observes StartupEvent started, CodeVault vault) {
    ends.start();
    batches.start();
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    ends.stop();
    batches.stop();
  }

  private Duration pauseAfter(BooleanSupplier round) {
    try {
      return round.getAsBoolean() ? Duration.ZERO : every;
    } catch (RuntimeException databaseAway) {
      LOG.debugf("Coupons rest for a moment: %s", databaseAway.getMessage());
      return AFTER_FAILURE;
    }
  }
}
