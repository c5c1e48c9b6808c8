package io.goodword.review.review;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps the promise that no review is held back for ever. */
@ApplicationScoped
class HeldRelease {

  private final ReviewDesk desk;
  private final MeterRegistry metrics;

  HeldRelease(ReviewDesk desk, MeterRegistry metrics) {
    this.desk = desk;
    this.metrics = metrics;
  }

  @Scheduled(
      every = "${goodword.review.release-scan:1m}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  void run() {
    int released;
    do {
      released = desk.releaseOverdue();
      metrics.counter("goodword.review.released.reviews").increment(released);
    } while (released > 0);
  }
}
