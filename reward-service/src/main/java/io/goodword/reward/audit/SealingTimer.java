package io.goodword.reward.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Seals what waits every few seconds; while blocks come out full it does not pause. */
@ApplicationScoped
class SealingTimer {

  private static final Logger LOG = Logger.getLogger(SealingTimer.class);

  private final Sealing sealing;
  private final AuditSettings settings;
  private final AtomicLong waiting = new AtomicLong();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Thread thread;

  SealingTimer(Sealing sealing, AuditSettings settings, MeterRegistry metrics) {
    this.sealing = sealing;
    this.settings = settings;
    metrics.gauge("goodword.reward.chain.waiting.journals", waiting);
  }

  void start(@Observes StartupEvent started) {
    thread = Thread.ofPlatform().name("chain-sealing").daemon().start(this::run);
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    stopped.countDown();
    if (thread != null) {
      thread.join(Duration.ofSeconds(2));
    }
  }

  private void run() {
    Duration pause = settings.sealEvery();
    while (!stopsWithin(pause)) {
      pause = settings.sealEvery();
      try {
        if (sealing.seal() == Block.MOST_JOURNALS) {
          pause = Duration.ZERO;
        }
        waiting.set(sealing.waiting());
      } catch (RuntimeException e) {
        LOG.warnf("Nothing was sealed now: %s", e.getMessage());
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
