package io.goodword.reward.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jboss.logging.Logger;

/**
 * Says whether the books are in order: as a gauge for each law ({@code name}), and at {@code
 * /q/health/well}. A violation is a matter for people, not for the orchestrator: every replica
 * reads the same rows, so a readiness check would take all of them out of service at once, and a
 * restart mends no row. Wellness is asked by no probe; alert on the gauge.
 */
@Wellness
@ApplicationScoped
class BooksHealth implements HealthCheck {

  /** Value of a gauge whose law was not checked in time. */
  private static final long UNCHECKED = -1;

  private static final Logger LOG = Logger.getLogger(BooksHealth.class);

  private final Monitoring monitoring;
  private final MeterRegistry metrics;
  private final Clock clock;
  private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();
  private volatile List<Monitoring.Check> checks = List.of();

  BooksHealth(Monitoring monitoring, MeterRegistry metrics, Clock clock) {
    this.monitoring = monitoring;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Every replica comes here; one of them checks, all of them read. */
  @Scheduled(
      every = "${goodword.audit.check-every:5m}",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  void look() {
    try {
      monitoring.check(clock.instant().minus(Duration.ofMinutes(1)));
      show(monitoring.last());
    } catch (RuntimeException e) {
      LOG.warnf("The laws of the books were not checked now: %s", e.getMessage());
    }
  }

  /** Shows outcomes in the gauges and in the health answer. */
  void show(List<Monitoring.Check> outcomes) {
    for (Monitoring.Check check : outcomes) {
      Long violations = check.violations();
      gauges
          .computeIfAbsent(check.name(), this::gauge)
          .set(violations == null ? UNCHECKED : violations);
    }
    checks = List.copyOf(outcomes);
  }

  private AtomicLong gauge(String name) {
    var value = new AtomicLong();
    metrics.gauge("goodword.reward.invariant.violations", Tags.of("name", name), value);
    return value;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("books");
    boolean inOrder = true;
    long unchecked = 0;
    for (Monitoring.Check check : checks) {
      Long violations = check.violations();
      if (violations == null) {
        unchecked++;
      } else if (violations > 0) {
        inOrder = false;
        answer.withData(check.name(), violations);
      }
    }
    return answer
        .withData("laws", checks.size())
        .withData("unchecked", unchecked)
        .status(inOrder)
        .build();
  }
}
