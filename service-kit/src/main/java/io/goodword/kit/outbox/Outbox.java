package io.goodword.kit.outbox;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.source.Ids;
import io.goodword.kit.sql.Sql;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the business transaction leaves its events. They are published if and only if it commits,
 * at least once, and in the order of commits for each aggregate.
 */
@ApplicationScoped
public class Outbox {

  private static final String NUMBER_AND_INSERT =
      """
      with given (id, aggregatetype, aggregateid, type, payload, shard, topic, unknown_number, traceparent, occurred_at) as (
        values (?, ?, ?, ?, ?, ?::int, ?, ?::bigint, ?, ?::timestamptz)),
      next as (
        insert into outbox_sequences (aggregatetype, aggregateid, last) select aggregatetype, aggregateid, 1 from given
        on conflict (aggregatetype, aggregateid) do update set last = outbox_sequences.last + 1
        returning last)
      insert into outbox (id, aggregatetype, aggregateid, type, payload, shard, topic, sequence, traceparent, occurred_at)
      select id, aggregatetype, aggregateid, type, payload, shard, topic, last, traceparent, occurred_at from given, next
      """;
  private static final String INSERT =
      """
      insert into outbox (id, aggregatetype, aggregateid, type, payload, shard, topic, sequence, traceparent, occurred_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final Sql sql;
  private final Ids ids;
  private final Clock clock;
  private final Event<Appended> appended;

  Outbox(Sql sql, Ids ids, Clock clock, Event<Appended> appended) {
    this.sql = sql;
    this.ids = ids;
    this.clock = clock;
    this.appended = appended;
  }

  /** Tells the relay of a transaction that left events. */
  record Appended() {}

  /**
   * Leaves a new fact about an aggregate.
   *
   * @param type CloudEvents type; topic and aggregate type follow from it
   * @param subject id of the aggregate
   * @param payload record of the contract
   */
  @Transactional(TxType.MANDATORY)
  public void append(String type, String subject, Object payload) {
    append(OutboxEvent.of(type, subject, payload));
  }

  /** Leaves an event whose id, time or number its source has given. */
  @Transactional(TxType.MANDATORY)
  public void append(OutboxEvent event) {
    insert(event.sequence() > 0 ? INSERT : NUMBER_AND_INSERT, List.of(event));
  }

  /** Leaves many events that the outbox numbers, in one round trip. */
  @Transactional(TxType.MANDATORY)
  public void appendCounted(List<OutboxEvent> events) {
    insert(NUMBER_AND_INSERT, events);
  }

  /** Leaves many events that their aggregates have numbered, in one round trip. */
  @Transactional(TxType.MANDATORY)
  public void appendNumbered(List<OutboxEvent> events) {
    insert(INSERT, events);
  }

  private void insert(String statement, List<OutboxEvent> events) {
    if (!events.isEmpty()) {
      sql.batch(statement, events.stream().map(this::row).toList());
      appended.fire(new Appended());
    }
  }

  private @Nullable Object[] row(OutboxEvent event) {
    return new @Nullable Object[] {
      event.id() == null ? ids.text() : event.id(),
      event.aggregateType(),
      event.subject(),
      event.type(),
      EventJson.write(event.payload()),
      OutboxRelay.shardOf(event.subject()),
      event.topic(),
      event.sequence(),
      traceparent(),
      event.time() == null ? clock.instant() : event.time()
    };
  }

  private static @Nullable String traceparent() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid()
        ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex()
        : null;
  }
}
