package io.goodword.reward.audit;

import io.goodword.reward.rounds.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Seals what waits every few seconds; while blocks come out full it does not pause. */
@ApplicationScoped
class SealingTimer {

  private static final Logger LOG = Logger.getLogger(SealingTimer.class);

  private final Sealing sealing;
  private final AuditSettings settings;
  private final AtomicLong waiting = new AtomicLong();
  private final Rounds rounds;

  SealingTimer(Sealing sealing, AuditSettings settings, MeterRegistry metrics) {
    this.sealing = sealing;
    this.settings = settings;
    this.rounds = new Rounds("chain-sealing", settings.sealEvery(), this::round);
    metrics.gauge("goodword.reward.chain.waiting.journals", waiting);
  }

  void start(@Observes StartupEvent started) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    rounds.stop();
  }

  private Duration round() {
    Duration pause = settings.sealEvery();
    try {
      if (sealing.seal() == Block.MOST_JOURNALS) {
        pause = Duration.ZERO;
      }
      waiting.set(sealing.waiting());
    } catch (RuntimeException e) {
      LOG.warnf("Nothing was sealed now: %s", e.getMessage());
    }
    return pause;
  }
}
