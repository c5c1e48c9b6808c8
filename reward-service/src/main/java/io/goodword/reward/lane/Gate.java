package io.goodword.reward.lane;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds what all lanes of this service take together, so that readers always find a connection.
 */
@Singleton
public class Gate {

  private final int largest;
  private final Semaphore permits;
  private final MeterRegistry metrics;

  Gate(
      MeterRegistry metrics,
      @ConfigProperty(name = "goodword.lane.connections", defaultValue = "6") int connections,
      @ConfigProperty(name = "goodword.lane.largest-batch", defaultValue = "100") int largest) {
    this.metrics = metrics;
    this.largest = largest;
    this.permits = new Semaphore(connections, true);
    metrics.gauge(
        "goodword.reward.lane.connections", permits, free -> connections - free.availablePermits());
  }

  /** Most items of a batch. */
  int largest() {
    return largest;
  }

  /** Sizes of the batches of one kind of work, as a metric. */
  DistributionSummary sizes(String work) {
    return DistributionSummary.builder("goodword.reward.lane.batch")
        .tag("work", work)
        .register(metrics);
  }

  /** Does work that needs a connection; who waits for the permit holds none. */
  <T> T through(Supplier<T> work) {
    permits.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }
}
