package io.goodword.reward.tier;

import io.goodword.reward.tier.Members.Due;
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

/** Looks for members whose evaluation or end of grace has come. */
@ApplicationScoped
class TierTimer {

  private static final Logger LOG = Logger.getLogger(TierTimer.class);
  private static final int LOOKED_AT = 50;
  private static final int CALLED = 500;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration AFTER_FAULT = Duration.ofMinutes(10);

  private final Evaluating evaluating;
  private final Duration every;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Thread thread;

  TierTimer(
      Evaluating evaluating,
      @ConfigProperty(name = "goodword.tier.evaluate-every", defaultValue = "PT1S")
          Duration every) {
    this.evaluating = evaluating;
    this.every = every;
  }

  void start(@Observes StartupEvent started) {
    thread = Thread.ofPlatform().name("tier-evaluation").daemon().start(this::run);
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
        boolean more = evaluating.call(CALLED) == CALLED;
        more |= evaluating.due(LOOKED_AT) == LOOKED_AT;
        pause = more ? Duration.ZERO : every;
      } catch (RuntimeException e) {
        LOG.warnf("A batch of members was not evaluated, each is tried alone: %s", e.getMessage());
        oneByOne();
        pause = AFTER_FAILURE;
      }
    }
  }

  private void oneByOne() {
    try {
      for (Due member : evaluating.dueMembers(LOOKED_AT)) {
        try {
          evaluating.one(member);
        } catch (RuntimeException e) {
          LOG.errorf(e, "%s is due and was not evaluated", member);
          evaluating.postpone(member, AFTER_FAULT);
        }
      }
    } catch (RuntimeException databaseAway) {
      LOG.debugf("Nobody can be evaluated now: %s", databaseAway.getMessage());
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
