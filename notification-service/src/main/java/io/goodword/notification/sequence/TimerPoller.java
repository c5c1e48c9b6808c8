package io.goodword.notification.sequence;

import io.goodword.notification.dispatch.Ticker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;

/**
 * Fires timers: batch after batch while many are due, else at the moment of the next one, and never
 * later than a poll after it. Every replica runs one; a timer is taken by one of them.
 */
@ApplicationScoped
class TimerPoller {

  private final Sequences sequences;
  private final SequenceSettings settings;
  private final Clock clock;
  private final Ticker ticker = new Ticker("timers", this::round);

  TimerPoller(Sequences sequences, SequenceSettings settings, Clock clock) {
    this.sequences = sequences;
    this.settings = settings;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    ticker.start();
  }

  void stop(@Observes ShutdownEvent event) {
    ticker.stop();
  }

  void timerSet(@Observes(during = TransactionPhase.AFTER_SUCCESS) Sequences.TimerSet set) {
    ticker.wake();
  }

  private Duration round() {
    if (sequences.fire(settings.batch()) == settings.batch()) {
      return Duration.ZERO;
    }
    return sequences
        .nextDue()
        .map(due -> Duration.between(clock.instant(), due))
        .filter(pause -> pause.compareTo(settings.poll()) < 0)
        .map(pause -> pause.isNegative() ? Duration.ZERO : pause)
        .orElse(settings.poll());
  }
}
