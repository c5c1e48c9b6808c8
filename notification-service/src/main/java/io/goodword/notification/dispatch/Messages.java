package io.goodword.notification.dispatch;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.source.Ids;
import io.goodword.kit.sql.Sql;
import io.goodword.notification.consent.Channel;
import io.goodword.notification.consent.Purpose;
import io.goodword.notification.dispatch.Facts.Recent;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stored messages. Every change names the states from which it is allowed. */
@Singleton
class Messages {

  private static final String COLUMNS =
      "id, customer_id, purpose, template, data, run_key, step, stop_reason, state, due_at,"
          + " attempts, channel, verdicts, failure, created_at, sent_at, delivered_at";
  private static final String WAITING = "state in ('PLANNED', 'DEFERRED')";
  private static final String CAPPED =
      Stream.of(Purpose.values())
          .filter(Purpose::isCapped)
          .map(purpose -> "'" + purpose.name() + "'")
          .collect(Collectors.joining(", "));

  private final Sql sql;
  private final Ids ids;

  Messages(Sql sql, Ids ids) {
    this.sql = sql;
    this.ids = ids;
  }

  /** Returns false when the send key was used before. */
  boolean insert(MessageOrder order, Instant now) {
    return sql.update(
            "insert into messages (id, send_key, customer_id, purpose, template, data, run_key,"
                + " step, state, due_at, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (send_key) do nothing",
            ids.next(),
            order.sendKey(),
            order.customerId(),
            order.purpose(),
            order.template(),
            EventJson.write(order.data()),
            order.runKey(),
            order.step(),
            MessageState.PLANNED,
            order.dueAt(),
            now)
        == 1;
  }

  boolean exists(String sendKey) {
    return sql.first("select 1 from messages where send_key = ?", row -> true, sendKey).isPresent();
  }

  /**
   * Locks what is due and free, the longest due first. The limit is no argument, so that PostgreSQL
   * keeps a plan.
   */
  List<Message> lockDue(Instant now, int limit) {
    return sql.query(
        "select %s from messages where %s and due_at <= ? order by due_at limit %d for update skip locked"
            .formatted(COLUMNS, WAITING, limit),
        Messages::message,
        now);
  }

  /** Notes that these go to their provider now; one round trip. */
  void sending(List<Message> messages, Instant now) {
    sql.batch(
        "update messages set state = 'SENDING', claimed_at = ?, attempts = attempts + 1,"
            + " channel = ?, verdicts = ?, failure = null where id = ?",
        messages.stream()
            .map(
                message ->
                    new @Nullable Object[] {
                      now, message.channel(), EventJson.write(message.verdicts()), message.id()
                    })
            .toList());
  }

  /**
   * A message that is looked at again later.
   *
   * @param state PLANNED or DEFERRED
   */
  record Held(UUID id, MessageState state, Instant until, List<Verdict> verdicts) {}

  /** Notes when these are looked at again; one round trip. */
  void hold(List<Held> messages) {
    sql.batch(
        "update messages set state = ?, due_at = ?, verdicts = ? where id = ?",
        messages.stream()
            .map(
                held ->
                    new @Nullable Object[] {
                      held.state(), held.until(), EventJson.write(held.verdicts()), held.id()
                    })
            .toList());
  }

  void end(UUID id, MessageState state, List<Verdict> verdicts, @Nullable String failure) {
    sql.update(
        "update messages set state = ?, verdicts = ?, failure = ? where id = ?",
        state,
        EventJson.write(verdicts),
        failure,
        id);
  }

  /** Returns false when this attempt is not the running one any more. */
  boolean taken(UUID id, int attempt, String reference, Instant now) {
    return sql.update(
            "update messages set sent_at = ?, provider_ref = ?, failure = null,"
                + " state = case when state = 'DELIVERED' then state else 'SENT' end"
                + " where id = ? and attempts = ? and sent_at is null"
                + " and state in ('SENDING', 'UNKNOWN', 'DELIVERED')",
            now,
            reference,
            id,
            attempt)
        == 1;
  }

  /** Returns false when this attempt is not the running one any more. */
  boolean notTaken(UUID id, int attempt, MessageState state, Instant dueAt, String failure) {
    return sql.update(
            "update messages set state = ?, due_at = ?, failure = ?"
                + " where id = ? and attempts = ? and state in ('SENDING', 'UNKNOWN')",
            state,
            dueAt,
            failure,
            id,
            attempt)
        == 1;
  }

  /** Messages whose worker has not said anything since: nobody knows what became of them. */
  int lost(Instant claimedBefore) {
    return sql.update(
        "update messages set state = 'UNKNOWN', failure = 'no-answer-kept'"
            + " where state = 'SENDING' and claimed_at < ?",
        claimedBefore);
  }

  void delivered(UUID id, Instant now) {
    sql.update(
        "update messages set state = 'DELIVERED', delivered_at = ?"
            + " where id = ? and state in ('SENDING', 'SENT', 'UNKNOWN')",
        now,
        id);
  }

  void undelivered(UUID id, String failure) {
    sql.update(
        "update messages set state = 'FAILED', failure = ?"
            + " where id = ? and state in ('SENDING', 'SENT', 'UNKNOWN')",
        failure,
        id);
  }

  boolean resend(UUID id, Instant now) {
    return sql.update(
            "update messages set state = 'PLANNED', due_at = ?, failure = null, sent_at = null"
                + " where id = ? and state in ('FAILED', 'UNKNOWN')",
            now,
            id)
        == 1;
  }

  /** Has waiting messages of a customer looked at now; passes over those that are being judged. */
  void nudgeCustomer(String customerId, Instant now) {
    sql.update(
        "update messages set due_at = ? where id in (select id from messages"
            + " where customer_id = ? and state = 'PLANNED' and attempts = 0 and due_at > ?"
            + " for update skip locked)",
        now,
        customerId,
        now);
  }

  /** The same for a run. */
  void nudgeRun(String runKey, Instant now) {
    sql.update(
        "update messages set due_at = ? where id in (select id from messages"
            + " where run_key = ? and %s for update skip locked)".formatted(WAITING),
        now,
        runKey);
  }

  /** Stops what waits for a customer and forgets what all messages were filled with. */
  void forgetCustomer(String customerId, String reason, Instant now) {
    sql.update(
        "update messages set data = '{}', stop_reason = ?,"
            + " due_at = case when %s then ? else due_at end where customer_id = ?"
                .formatted(WAITING),
        reason,
        now,
        customerId);
  }

  Recent recent(String customerId, Instant since) {
    return sql.first(
            "select count(*) as n, min(sent_at) as oldest from messages"
                + " where customer_id = ? and sent_at > ? and purpose in (%s)".formatted(CAPPED),
            row -> new Recent(row.getInt("n"), Sql.instantOrNull(row, "oldest")),
            customerId,
            since)
        .orElseThrow();
  }

  Optional<Message> find(UUID id) {
    return sql.first(
        "select %s from messages where id = ?".formatted(COLUMNS), Messages::message, id);
  }

  /** The newest first. */
  List<Message> page(String customerId, @Nullable UUID before, int limit) {
    return sql.query(
        "select %s from messages where customer_id = ? and (?::uuid is null or id < ?::uuid)"
                .formatted(COLUMNS)
            + " order by id desc limit ?",
        Messages::message,
        customerId,
        before,
        before,
        limit);
  }

  private static Message message(ResultSet row) throws SQLException {
    String channel = row.getString("channel");
    return new Message(
        row.getObject("id", UUID.class),
        row.getString("customer_id"),
        Purpose.valueOf(row.getString("purpose")),
        row.getString("template"),
        data(row.getString("data")),
        row.getString("run_key"),
        row.getInt("step"),
        row.getString("stop_reason"),
        MessageState.valueOf(row.getString("state")),
        Sql.instant(row, "due_at"),
        row.getInt("attempts"),
        channel == null ? null : Channel.valueOf(channel),
        Arrays.asList(EventJson.readOwn(row.getString("verdicts"), Verdict[].class)),
        row.getString("failure"),
        Sql.instant(row, "created_at"),
        Sql.instantOrNull(row, "sent_at"),
        Sql.instantOrNull(row, "delivered_at"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> data(String json) {
    return EventJson.readOwn(json, Map.class);
  }
}
