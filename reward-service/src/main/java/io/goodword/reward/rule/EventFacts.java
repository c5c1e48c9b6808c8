package io.goodword.reward.rule;

import io.goodword.kit.event.Event;
import io.goodword.kit.event.EventJson;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.intake.Arrival;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What happened in the time that rules can be tried on. An event that is older than what is kept is
 * passed over, so that the key of this table lets each event count once for ever.
 */
@ApplicationScoped
public class EventFacts {

  private static final String COLUMNS = "seq, id, type, occurred_at, subject, payload";
  private static final String INSERT =
      "insert into event_facts (id, type, occurred_at, subject, payload)"
          + " values (?, ?, ?, ?, ?::jsonb) on conflict (id) do nothing";
  private static final int FORGOTTEN_AT_ONCE = 10_000;

  private final Sql sql;
  private final Clock clock;
  private final Duration retention;

  EventFacts(
      Sql sql,
      Clock clock,
      @ConfigProperty(name = "goodword.rule.facts-retention", defaultValue = "P400D")
          Duration retention) {
    this.sql = sql;
    this.clock = clock;
    this.retention = retention;
  }

  /** A fact with its place in the order of arrival. */
  record Arrived(long seq, Fact fact) {}

  /** First and last place of a period in the order of arrival. */
  record Span(long first, long last) {}

  /** An event as it is kept. */
  private record Kept(Fact fact, String payload) {
    Object[] row() {
      return new Object[] {fact.id(), fact.type(), fact.occurredAt(), fact.subject(), payload};
    }
  }

  /**
   * Keeps an event in the transaction of its effects.
   *
   * @param payload its record of the contract
   * @return empty when it was kept before, is too old, or is of a type that cannot be rewarded
   */
  @Transactional(TxType.MANDATORY)
  public Optional<Fact> keep(Record payload, Event event) {
    return kept(payload, event).filter(kept -> sql.update(INSERT, kept.row()) == 1).map(Kept::fact);
  }

  /** Keeps events that nothing else is to be done about, in the order of arrival. */
  @Transactional(TxType.MANDATORY)
  public void keep(List<Arrival> arrivals) {
    sql.batch(
        INSERT,
        arrivals.stream()
            .flatMap(arrival -> kept(arrival.payload(), arrival.event()).stream())
            .map(Kept::row)
            .toList());
  }

  private Optional<Kept> kept(Record payload, Event event) {
    Optional<EventShape> shape = EventShape.of(event.type());
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> fields =
        shape.get().compact(EventJson.readOwn(EventJson.write(payload), Map.class));
    Map<String, Object> values = shape.get().values(fields);
    Instant occurredAt =
        values.get("occurredAt") instanceof Instant instant ? instant : event.time();
    if (occurredAt.isBefore(clock.instant().minus(retention))) {
      return Optional.empty();
    }
    return Optional.of(
        new Kept(
            new Fact(event.id(), event.type(), occurredAt, event.subject(), values),
            EventJson.write(fields)));
  }

  Optional<Fact> byId(String id) {
    return sql.first(
            "select " + COLUMNS + " from event_facts where id = ?", EventFacts::arrived, id)
        .map(Arrived::fact);
  }

  /** Where a period lies in the order of arrival; empty when nothing of these types happened. */
  Optional<Span> span(Collection<String> types, Instant from, Instant to) {
    return sql.first(
        "select min(seq), max(seq) from event_facts"
            + " where type = any(?) and occurred_at >= ? and occurred_at < ? having count(*) > 0",
        row -> new Span(row.getLong(1), row.getLong(2)),
        types,
        from,
        to);
  }

  /** Facts of a period after a place, in the order of arrival. */
  List<Arrived> after(
      long seq, Span span, Collection<String> types, Instant from, Instant to, int limit) {
    return sql.query(
        "select "
            + COLUMNS
            + " from event_facts where type = any(?) and seq > ? and seq between ? and ?"
            + " and occurred_at >= ? and occurred_at < ? order by seq limit ?",
        EventFacts::arrived,
        types,
        seq,
        span.first(),
        span.last(),
        from,
        to,
        limit);
  }

  @Scheduled(every = "1h", delayed = "15m")
  @Transactional
  void forget() {
    sql.update(
        "delete from event_facts where id in"
            + " (select id from event_facts where occurred_at < ? limit ?)",
        clock.instant().minus(retention),
        FORGOTTEN_AT_ONCE);
  }

  private static Arrived arrived(ResultSet row) throws SQLException {
    return new Arrived(
        row.getLong("seq"),
        Fact.of(
            row.getString("id"),
            row.getString("type"),
            Sql.instant(row, "occurred_at"),
            row.getString("subject"),
            row.getString("payload")));
  }
}
