package io.goodword.kit.outbox;

import io.agroal.api.AgroalDataSource;
import io.goodword.kit.kafka.KafkaClients;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries events from the outbox to Kafka. One replica leads each shard (session advisory lock), so
 * the order per aggregate holds; a leader that dies loses its connection and with it the lock. An
 * event is marked only after the broker has acknowledged it, so a crash in between sends it again.
 */
@ApplicationScoped
class OutboxRelay {

  static final int SHARDS = 4;
  private static final int BATCH = 500;
  private static final long IDLE_MIN_MILLIS = 5;
  private static final long IDLE_MAX_MILLIS = 200;
  private static final long RETRY_MILLIS = 1_000;
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

  private final AgroalDataSource dataSource;
  private final KafkaClients kafka;
  private final boolean enabled;
  private final String source;
  private final Semaphore wakeUps = new Semaphore(0);
  private volatile boolean running;
  private @Nullable Thread thread;

  OutboxRelay(
      AgroalDataSource dataSource,
      KafkaClients kafka,
      @ConfigProperty(name = "goodword.outbox.relay.enabled", defaultValue = "true")
          boolean enabled,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.dataSource = dataSource;
    this.kafka = kafka;
    this.enabled = enabled;
    this.source = "/goodword/" + service;
  }

  static short shardOf(String aggregateId) {
    return (short) Math.floorMod(aggregateId.hashCode(), SHARDS);
  }

  /** Events were committed; the relay would find them anyway, a little later. */
  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Outbox.Appended appended) {
    if (wakeUps.availablePermits() == 0) {
      wakeUps.release();
    }
  }

  void start(@Observes StartupEvent started) {
    if (enabled) {
      running = true;
      thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
    }
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    running = false;
    wakeUps.release();
    if (thread != null) {
      thread.join(Duration.ofSeconds(2));
      thread.interrupt();
    }
  }

  private void run() {
    while (running) {
      try (Connection connection = dataSource.getConnection();
          OutboxStore store = new OutboxStore(connection);
          KafkaProducer<String, byte[]> producer = kafka.producer()) {
        lead(store, producer);
      } catch (SQLException | RuntimeException e) {
        if (running) {
          LOG.warnf("The relay lost its database or broker and starts again: %s", e.getMessage());
          pause(RETRY_MILLIS);
        }
      }
    }
  }

  private void lead(OutboxStore store, KafkaProducer<String, byte[]> producer) throws SQLException {
    Set<Integer> shards = new HashSet<>();
    long idle = IDLE_MIN_MILLIS;
    long nextElection = 0;
    while (running) {
      if (shards.size() < SHARDS && System.nanoTime() >= nextElection) {
        for (int shard = 0; shard < SHARDS; shard++) {
          if (!shards.contains(shard) && store.lead(shard)) {
            shards.add(shard);
          }
        }
        nextElection = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
      }
      boolean published = !shards.isEmpty() && publishOnce(store, producer, shards);
      // an event of which we heard may still be behind the horizon of an older transaction
      boolean expecting = published || pause(idle);
      idle = expecting ? IDLE_MIN_MILLIS : Math.min(idle * 2, IDLE_MAX_MILLIS);
    }
  }

  /** Publishes one batch; tells whether anything went out. */
  private boolean publishOnce(
      OutboxStore store, KafkaProducer<String, byte[]> producer, Set<Integer> shards)
      throws SQLException {
    List<PendingEvent> events = store.pending(shards, BATCH);
    if (events.isEmpty()) {
      return false;
    }
    AtomicReferenceArray<@Nullable Exception> failures = send(producer, events);
    List<Long> published = new ArrayList<>();
    Set<String> stopped = new HashSet<>();
    for (int i = 0; i < events.size(); i++) {
      PendingEvent event = events.get(i);
      Exception failure = failures.get(i);
      if (stopped.contains(event.aggregate())) {
        continue;
      }
      if (failure == null) {
        published.add(event.seq());
        continue;
      }
      stopped.add(event.aggregate());
      boolean hopeless =
          failure instanceof RecordTooLargeException || failure instanceof SerializationException;
      store.markFailed(event.seq(), String.valueOf(failure.getMessage()), hopeless);
      LOG.warnf(
          "Event %s of %s was not published%s: %s",
          event.id(), event.aggregate(), hopeless ? " and is dead" : "", failure.getMessage());
    }
    if (published.isEmpty()) {
      pause(RETRY_MILLIS);
      return false;
    }
    store.markPublished(published);
    return true;
  }

  /** Sends in order; what the client refuses at once holds back what follows of its aggregate. */
  private AtomicReferenceArray<@Nullable Exception> send(
      KafkaProducer<String, byte[]> producer, List<PendingEvent> events) {
    var failures = new AtomicReferenceArray<@Nullable Exception>(events.size());
    Set<String> refused = new HashSet<>();
    for (int i = 0; i < events.size(); i++) {
      int index = i;
      if (refused.contains(events.get(i).aggregate())) {
        continue;
      }
      producer.send(
          events.get(i).toRecord(source), (metadata, failure) -> failures.set(index, failure));
      if (failures.get(i) != null) {
        refused.add(events.get(i).aggregate());
      }
    }
    producer.flush();
    return failures;
  }

  /** Waits; tells whether it was woken. */
  private boolean pause(long millis) {
    try {
      return wakeUps.tryAcquire(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      running = false;
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
