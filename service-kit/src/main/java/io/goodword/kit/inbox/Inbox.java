package io.goodword.kit.inbox;

import io.goodword.kit.event.Event;
import io.goodword.kit.event.MalformedEvent;
import io.goodword.kit.sql.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The one way events come in. The note that an event was seen and everything that it causes commit
 * together, before the record is acknowledged; so an event delivered twice has one effect, and a
 * crash in between delivers it again.
 */
@ApplicationScoped
public class Inbox {

  private static final Logger LOG = Logger.getLogger(Inbox.class);

  /** Header of a redriven record: the consumer that had refused it; others pass over it. */
  public static final String ONLY_FOR = "goodword-only-for";

  private static final int UNEXPECTED_ATTEMPTS = 4;
  private static final Duration AWAIT_AT_MOST = Duration.ofSeconds(30);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final Sql sql;
  private final Clock clock;
  private final MeterRegistry metrics;
  private final String metric;
  private volatile boolean stopping;

  Inbox(
      Sql sql,
      Clock clock,
      MeterRegistry metrics,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.sql = sql;
    this.clock = clock;
    this.metrics = metrics;
    this.metric = "goodword." + service.replace("-service", "") + ".inbox.events";
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  /**
   * Lets a record take effect once. Returns normally when it has (now or earlier) or when nobody
   * here cares about it.
   *
   * @throws MalformedEvent when the record is not an event of the contract; the channel then moves
   *     it to its dead-letter topic
   * @throws RuntimeException when the reaction kept failing; likewise
   */
  public void receive(ConsumerRecord<String, byte[]> wire, Reactions reactions) {
    String onlyFor = Event.optional(wire, ONLY_FOR);
    if (onlyFor != null && !onlyFor.equals(reactions.consumer())) {
      return;
    }
    Event event = parse(wire, reactions);
    long started = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        Runnable reaction = reactions.to(event);
        if (reaction == null) {
          return;
        }
        boolean first =
            QuarkusTransaction.requiringNew()
                .call(
                    () -> {
                      if (!firstTime(reactions.consumer(), event.id())) {
                        return false;
                      }
                      reaction.run();
                      return true;
                    });
        count(reactions, first ? "effective" : "repeated", 1);
        return;
      } catch (RuntimeException e) {
        if (!worthAnother(Failure.of(e), attempt, Duration.ofNanos(System.nanoTime() - started))) {
          count(reactions, "dead", 1);
          LOG.errorf(
              e, "%s gives up on event %s (%s)", reactions.consumer(), event.id(), event.type());
          throw e;
        }
        LOG.debugf(e, "%s tries event %s again", reactions.consumer(), event.id());
        pause(attempt);
      }
    }
  }

  /**
   * Notes an event in the current transaction, for effects that also have another way in.
   *
   * @return false when the consumer has seen it before
   */
  @Transactional(TxType.MANDATORY)
  public boolean firstTime(String consumer, String eventId) {
    return sql.update(
            "insert into inbox (consumer, event_id, received_at) values (?, ?, ?) on conflict do nothing",
            consumer,
            eventId,
            clock.instant())
        == 1;
  }

  private Event parse(ConsumerRecord<String, byte[]> wire, Reactions reactions) {
    try {
      Event event = Event.from(wire);
      if (!reactions.knows(event.type())) {
        throw new MalformedEvent("the type " + event.type() + " is not in the contract");
      }
      return event;
    } catch (MalformedEvent e) {
      count(reactions, "poison", 1);
      LOG.warnf(
          "%s refuses %s-%d@%d: %s",
          reactions.consumer(), wire.topic(), wire.partition(), wire.offset(), e.getMessage());
      throw e;
    }
  }

  private boolean worthAnother(Failure failure, int attempt, Duration elapsed) {
    return switch (failure) {
      case TRANSIENT -> true;
      case AWAITING -> elapsed.compareTo(AWAIT_AT_MOST) < 0;
      case UNEXPECTED -> attempt < UNEXPECTED_ATTEMPTS;
      case POISON -> false;
    };
  }

  /**
   * Waits longer after each attempt, with jitter. Once the service stops it waits until the process
   * is gone: to return would acknowledge the record, to throw would call it dead, and it is
   * neither.
   */
  private void pause(int attempt) {
    long ceiling = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
    long pause = ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1);
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
    while (stopping || System.nanoTime() < until) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
      Thread.interrupted();
    }
  }

  /** Counts events of a consumer by what became of them. */
  public void count(Reactions reactions, String outcome, int events) {
    metrics.counter(metric, "consumer", reactions.consumer(), "outcome", outcome).increment(events);
  }
}
