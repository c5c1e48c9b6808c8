package io.goodword.reward.intake;

import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The inbox for many. Neighbours of a poll with one reaction are noted and take effect in one
 * transaction. When it fails, whatever the reason, each of them goes through the {@link Inbox} by
 * itself: what is tried again, what is dead and what is counted stays as it is there.
 */
@ApplicationScoped
public class Intake {

  private static final Logger LOG = Logger.getLogger(Intake.class);

  private final Inbox inbox;
  private final Sql sql;
  private final Clock clock;

  Intake(Inbox inbox, Sql sql, Clock clock) {
    this.inbox = inbox;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Lets the records of a poll take effect, each once and each partition in its order. A record
   * that the inbox refuses goes to the dead-letter topic alone.
   *
   * @return done when the dead letters are written and the poll is acknowledged
   */
  public CompletionStage<Void> receive(
      KafkaRecordBatch<String, byte[]> poll, SetReactions reactions) {
    List<KafkaRecord<String, byte[]>> records = poll.getRecords();
    Map<Integer, RuntimeException> dead = new TreeMap<>();
    Map<String, Boolean> together = new HashMap<>();
    List<Run> runs =
        Run.of(
            records.stream().map(Intake::wire).toList(),
            reactions,
            type -> together.computeIfAbsent(type, any -> mayBeTogether(reactions, type)));
    for (Run run : runs) {
      if (!takenTogether(run, reactions)) {
        dead.putAll(oneByOne(run, reactions));
      }
    }
    CompletionStage<Void> settled = CompletableFuture.completedStage(null);
    for (Map.Entry<Integer, RuntimeException> one : dead.entrySet()) {
      settled = settled.thenCompose(done -> records.get(one.getKey()).nack(one.getValue()));
    }
    return settled.thenCompose(done -> poll.ack());
  }

  private static boolean mayBeTogether(SetReactions reactions, String type) {
    try {
      return reactions.mayBeTogether(type);
    } catch (RuntimeException e) {
      LOG.debugf(e, "%s takes events of %s one by one", reactions.consumer(), type);
      return false;
    }
  }

  private boolean takenTogether(Run run, SetReactions reactions) {
    SetReactions.Reaction reaction = run.reaction();
    if (reaction == null || run.pieces().size() == 1) {
      return false;
    }
    List<Arrival> arrivals =
        run.pieces().stream().map(piece -> Objects.requireNonNull(piece.arrival())).toList();
    try {
      int effective =
          QuarkusTransaction.requiringNew().call(() -> take(arrivals, reaction, reactions));
      inbox.count(reactions.alone(), "effective", effective);
      inbox.count(reactions.alone(), "repeated", arrivals.size() - effective);
      return true;
    } catch (RuntimeException e) {
      LOG.debugf(e, "%s takes %d events one by one", reactions.consumer(), arrivals.size());
      return false;
    }
  }

  private int take(List<Arrival> arrivals, SetReactions.Reaction reaction, SetReactions reactions) {
    List<Arrival> first = firstTime(arrivals, reactions.consumer());
    if (!first.isEmpty()) {
      reaction.effect().accept(first);
    }
    return first.size();
  }

  /** Notes the events; sorted, so that two that note the same ones wait in one order. */
  private List<Arrival> firstTime(List<Arrival> arrivals, String consumer) {
    var noted =
        new HashSet<>(
            sql.query(
                "insert into inbox (consumer, event_id, received_at)"
                    + " select ?::text, id, ?::timestamptz from unnest(?::text[]) as id order by id"
                    + " on conflict do nothing returning event_id",
                row -> row.getString(1),
                consumer,
                clock.instant(),
                arrivals.stream().map(arrival -> arrival.event().id()).toList()));
    // an event that is twice in the poll was noted once
    return arrivals.stream().filter(arrival -> noted.remove(arrival.event().id())).toList();
  }

  private Map<Integer, RuntimeException> oneByOne(Run run, SetReactions reactions) {
    Map<Integer, RuntimeException> dead = new HashMap<>();
    for (Run.Piece piece : run.pieces()) {
      try {
        inbox.receive(piece.wire(), reactions.alone());
      } catch (RuntimeException e) {
        dead.put(piece.place(), e);
      }
    }
    return dead;
  }

  @SuppressWarnings("unchecked")
  private static ConsumerRecord<String, byte[]> wire(KafkaRecord<String, byte[]> record) {
    return record.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow().getRecord();
  }
}
