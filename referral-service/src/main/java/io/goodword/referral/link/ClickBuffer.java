package io.goodword.referral.link;

import io.goodword.kit.sql.SqlFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Clicks on their way to the database. A visitor never waits for it: while there is room a click is
 * taken, otherwise it is dropped, counted, and the visitor goes on without a click id. What was
 * taken is written while the process lives, also through an outage of the database, and on an
 * orderly shutdown; a killed process loses what waits (some tens of milliseconds of clicks).
 */
@Singleton
class ClickBuffer {

  private static final Logger LOG = Logger.getLogger(ClickBuffer.class);
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final Duration BACK_OFF = Duration.ofMillis(250);
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 8;

  private final BlockingQueue<Opening> queue;
  private final StoredClicks stored;
  private final LinkSettings.Clicks settings;
  private final Counter dropped;
  private final Counter written;
  private @Nullable Thread writer;
  private volatile boolean closed;

  ClickBuffer(StoredClicks stored, LinkSettings settings, MeterRegistry meters) {
    this.stored = stored;
    this.settings = settings.clicks();
    this.queue = new ArrayBlockingQueue<>(this.settings.buffer());
    this.dropped =
        Counter.builder("goodword_referral_clicks_dropped")
            .description("Clicks that found no room or could not be written")
            .register(meters);
    this.written =
        Counter.builder("goodword_referral_clicks_written")
            .description("Clicks and landings that reached the database")
            .register(meters);
    Gauge.builder("goodword_referral_clicks_waiting", queue, BlockingQueue::size)
        .description("Clicks that wait in memory")
        .register(meters);
  }

  /** Takes it if there is room; false means that it is dropped and counted. */
  boolean offer(Opening opening) {
    boolean taken = !closed && queue.offer(opening);
    if (!taken) {
      dropped.increment();
    }
    return taken;
  }

  void start(@Observes StartupEvent event) {
    writer = Thread.ofPlatform().daemon().name("click-writer").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    closed = true;
    if (writer != null) {
      try {
        writer.join(FLUSH_LIMIT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (!queue.isEmpty()) {
      LOG.warnf("%d clicks are lost, the database did not take them in time", queue.size());
    }
  }

  private void run() {
    try {
      while (!closed || !queue.isEmpty()) {
        Opening first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          write(gather(first));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Opening> gather(Opening first) throws InterruptedException {
    var batch = new ArrayList<Opening>();
    batch.add(first);
    long end = System.nanoTime() + settings.linger().toNanos();
    queue.drainTo(batch, settings.batch() - batch.size());
    while (!closed && batch.size() < settings.batch()) {
      Opening next = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        break;
      }
      batch.add(next);
      queue.drainTo(batch, settings.batch() - batch.size());
    }
    return batch;
  }

  /**
   * An outage is waited for; what the database refuses for itself is given up after some trials.
   */
  private void write(List<Opening> batch) throws InterruptedException {
    for (int refused = 0; refused < ATTEMPTS; ) {
      try {
        stored.write(batch);
        written.increment(batch.size());
        return;
      } catch (SqlFailure failure) {
        boolean away =
            failure.state().isEmpty() || failure.state().matches("(08|40|53|57).*|55P03");
        refused += away && !closed ? 0 : 1;
        LOG.warnf("%d clicks wait, the database answers: %s", batch.size(), failure.getMessage());
      } catch (RuntimeException unexpected) {
        refused++;
        LOG.warnf(unexpected, "%d clicks wait", batch.size());
      }
      TimeUnit.MILLISECONDS.sleep(BACK_OFF.toMillis());
    }
    dropped.increment(batch.size());
    LOG.errorf("%d clicks are given up", batch.size());
  }
}
