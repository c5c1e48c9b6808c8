package io.goodword.kit.outbox;

import io.goodword.kit.sql.Sql;
import io.goodword.kit.sql.SqlFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches the lag of the relay and forgets what was published long ago. A service stays ready while
 * the broker is away, because its writes still succeed; it says so only when the oldest waiting
 * event is older than {@code goodword.outbox.not-ready-after}.
 */
@Readiness
@ApplicationScoped
class OutboxUpkeep implements HealthCheck {

  private static final Duration INBOX_RETENTION = Duration.ofDays(60);
  private static final Logger LOG = Logger.getLogger(OutboxUpkeep.class);

  private final Sql sql;
  private final Clock clock;
  private final Duration notReadyAfter;
  private final Duration keep;
  private final AtomicLong lagMillis = new AtomicLong();
  private final AtomicLong waiting = new AtomicLong();

  OutboxUpkeep(
      Sql sql,
      Clock clock,
      MeterRegistry metrics,
      @ConfigProperty(name = "quarkus.application.name") String service,
      @ConfigProperty(name = "goodword.outbox.not-ready-after", defaultValue = "PT10M")
          Duration notReadyAfter,
      @ConfigProperty(name = "goodword.outbox.keep", defaultValue = "P30D") Duration keep) {
    this.sql = sql;
    this.clock = clock;
    this.notReadyAfter = notReadyAfter;
    this.keep = keep;
    String prefix = "goodword." + service.replace("-service", "") + ".outbox.";
    metrics.gauge(prefix + "lag.seconds", lagMillis, lag -> lag.get() / 1000.0);
    metrics.gauge(prefix + "waiting.events", waiting);
  }

  private record Lag(long waiting, @Nullable Instant oldest) {
    long millis(Instant now) {
      return oldest == null ? 0 : Math.max(0, Duration.between(oldest, now).toMillis());
    }
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    try {
      for (Lag lag :
          sql.query(
              "select count(*) as waiting, min(occurred_at) as oldest from (select occurred_at"
                  + " from outbox where published_at is null and not replay order by seq limit 10000) w",
              row -> new Lag(row.getLong("waiting"), Sql.instantOrNull(row, "oldest")))) {
        waiting.set(lag.waiting());
        lagMillis.set(lag.millis(clock.instant()));
      }
    } catch (SqlFailure databaseAway) {
      LOG.debugf("No lag is measured while the database is away: %s", databaseAway.getMessage());
    }
  }

  @Scheduled(every = "1h", delayed = "10m")
  void forget() {
    sql.update("delete from outbox where published_at < ?", clock.instant().minus(keep));
    sql.update("delete from inbox where received_at < ?", clock.instant().minus(INBOX_RETENTION));
    sql.update(
        "delete from idempotency where created_at < ?", clock.instant().minus(Duration.ofDays(3)));
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("outbox relay")
        .status(lagMillis.get() < notReadyAfter.toMillis())
        .withData("waiting", waiting.get())
        .withData("lagMillis", lagMillis.get())
        .build();
  }
}
