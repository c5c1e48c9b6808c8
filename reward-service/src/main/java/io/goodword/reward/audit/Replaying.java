package io.goodword.reward.audit;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.source.Ids;
import io.goodword.kit.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells events once more that were published before: a copy of the row goes through the outbox with
 * the id and number of the first one, in the first order, and with the header {@code replay}. So
 * whoever has seen an event passes over it, and whoever lost some catches up.
 */
@ApplicationScoped
public class Replaying {

  private static final Logger LOG = Logger.getLogger(Replaying.class);
  private static final int MOST_EVENTS = 10_000;
  private static final int MOST_TYPES = 20;

  private final Sql sql;
  private final Idempotency idempotency;
  private final Ids ids;
  private final Clock clock;

  Replaying(Sql sql, Idempotency idempotency, Ids ids, Clock clock) {
    this.sql = sql;
    this.idempotency = idempotency;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Which events.
   *
   * @param from happened at or after this
   * @param to happened before this
   * @param types CloudEvents types, at most 20, null for all
   * @param subject id of one aggregate, null for all
   * @param after what an earlier answer said under {@code next}, null at the beginning
   * @param dryRun whether they are only counted
   */
  @RegisterForReflection
  public record Selection(
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable List<String> types,
      @Nullable String subject,
      @Nullable Long after,
      @Nullable Boolean dryRun) {}

  /**
   * What was told, or would be.
   *
   * @param events how many events, at most 10,000 in one go
   * @param next value of {@code after} for the events that are left, null when there are none
   * @param first when the first of them happened
   * @param last when the last of them happened
   */
  @RegisterForReflection
  public record Replay(
      boolean dryRun,
      int events,
      @Nullable Long next,
      @Nullable Instant first,
      @Nullable Instant last) {}

  /** What a selection holds up to the limit. */
  private record Found(int events, long lastSeq, @Nullable Instant first, @Nullable Instant last) {}

  /**
   * Replays once for a key.
   *
   * @throws Problem 422 when the time range is missing or turned round, or there are too many types
   */
  @Transactional
  public Answer<Replay> replay(IdempotencyKey key, Selection selection, String actor) {
    check(selection);
    return idempotency.once(key, selection, Replay.class, () -> replay(selection, actor));
  }

  private Replay replay(Selection selection, String actor) {
    Found found = find(selection);
    boolean dry = Boolean.TRUE.equals(selection.dryRun());
    if (!dry && found.events() > 0) {
      var arguments = new ArrayList<@Nullable Object>(arguments(selection));
      arguments.add(found.lastSeq());
      sql.update(
          """
          insert into outbox (id, aggregatetype, aggregateid, type, payload, shard, topic, sequence, traceparent,
                              occurred_at, replay)
          select id, aggregatetype, aggregateid, type, payload, shard, topic, sequence, traceparent, occurred_at, true
            from outbox
          """
              + condition(selection)
              + " and seq <= ? order by seq",
          arguments.toArray());
      sql.update(
          "insert into event_replays (id, asked_by, asked_at, selection, events) values (?, ?, ?, ?, ?)",
          ids.next(),
          actor,
          clock.instant(),
          EventJson.write(selection),
          found.events());
      LOG.infof("%s has %d events told once more: %s", actor, found.events(), selection);
    }
    boolean more = found.events() == MOST_EVENTS && moreBehind(selection, found.lastSeq());
    return new Replay(
        dry, found.events(), more ? found.lastSeq() : null, found.first(), found.last());
  }

  private static void check(Selection selection) {
    Instant from = selection.from();
    Instant to = selection.to();
    if (from == null) {
      throw Problem.invalid("from", "is required", null);
    }
    if (to == null) {
      throw Problem.invalid("to", "is required", null);
    }
    if (!from.isBefore(to)) {
      throw Problem.invalid("to", "must be after from", to);
    }
    List<String> types = selection.types();
    if (types != null && (types.isEmpty() || types.size() > MOST_TYPES)) {
      throw Problem.invalid("types", "must name 1 to 20 types, or be absent", types.size());
    }
  }

  private Found find(Selection selection) {
    return sql.first(
            "select count(*) as events, coalesce(max(seq), 0) as last_seq, min(occurred_at) as first,"
                + " max(occurred_at) as last from (select seq, occurred_at from outbox "
                + condition(selection)
                + " order by seq limit "
                + MOST_EVENTS
                + ") o",
            row ->
                new Found(
                    row.getInt("events"),
                    row.getLong("last_seq"),
                    Sql.instantOrNull(row, "first"),
                    Sql.instantOrNull(row, "last")),
            arguments(selection).toArray())
        .orElseThrow();
  }

  private boolean moreBehind(Selection selection, long seq) {
    var arguments = new ArrayList<@Nullable Object>(arguments(selection));
    arguments.add(seq);
    return sql.first(
            "select 1 from outbox " + condition(selection) + " and seq > ? limit 1",
            row -> true,
            arguments.toArray())
        .isPresent();
  }

  /** Only first tellings that were published; the placeholders are those of {@link #arguments}. */
  private static String condition(Selection selection) {
    return "where published_at is not null and not replay and occurred_at >= ? and occurred_at < ? and seq > ?"
        + (selection.types() == null ? "" : " and type = any(?)")
        + (selection.subject() == null ? "" : " and aggregateid = ?");
  }

  private static List<@Nullable Object> arguments(Selection selection) {
    var arguments =
        new ArrayList<@Nullable Object>(
            Arrays.asList(
                selection.from(),
                selection.to(),
                selection.after() == null ? 0L : selection.after()));
    if (selection.types() != null) {
      arguments.add(selection.types());
    }
    if (selection.subject() != null) {
      arguments.add(selection.subject());
    }
    return arguments;
  }
}
