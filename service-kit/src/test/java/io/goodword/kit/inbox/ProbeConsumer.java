package io.goodword.kit.inbox;

import io.goodword.kit.sql.Sql;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A consumer that writes a row for each event and can be told to fail. */
@Singleton
class ProbeConsumer {

  static final String HAPPENED = "io.goodword.referral.probe.happened.v1";
  static final String IGNORED = "io.goodword.referral.probe.ignored.v1";

  record Happened(String name, long amount) {
    Happened {
      if (name == null) {
        throw new IllegalArgumentException("name is required");
      }
    }
  }

  private final Inbox inbox;
  private final Reactions reactions;
  private final Sql sql;
  final Set<String> broken = ConcurrentHashMap.newKeySet();
  final Set<String> awaited = ConcurrentHashMap.newKeySet();
  final AtomicInteger calls = new AtomicInteger();

  ProbeConsumer(Inbox inbox, Sql sql) {
    this.inbox = inbox;
    this.sql = sql;
    this.reactions =
        Reactions.of("probe.reaction", Set.of(HAPPENED, IGNORED))
            .on(
                HAPPENED,
                Happened.class,
                event -> event.amount() > 0,
                (event, wire) -> happened(event));
  }

  @Incoming("probe")
  @Blocking
  public void receive(ConsumerRecord<String, byte[]> wire) {
    inbox.receive(wire, reactions);
  }

  private void happened(Happened event) {
    calls.incrementAndGet();
    sql.update(
        "insert into probe_effects (name, amount) values (?, ?)", event.name(), event.amount());
    if (broken.contains(event.name())) {
      throw new IllegalStateException("told to fail");
    }
    if (awaited.remove(event.name())) {
      throw new RetryLater("the second attempt");
    }
  }

  boolean isNoted(String eventId) {
    return sql.first(
            "select 1 from inbox where consumer = 'probe.reaction' and event_id = ?",
            row -> true,
            eventId)
        .orElse(false);
  }

  long effects(String name) {
    return sql.first(
            "select count(*) from probe_effects where name = ?", row -> row.getLong(1), name)
        .orElse(0L);
  }
}
