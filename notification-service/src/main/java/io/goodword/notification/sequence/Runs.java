package io.goodword.notification.sequence;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.sql.Sql;
import io.goodword.notification.consent.Purpose;
import io.goodword.notification.dispatch.StopNotices;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stored runs: ACTIVE, DONE or STOPPED. */
@Singleton
class Runs implements StopNotices {

  private static final String COLUMNS =
      "run_key, sequence, customer_id, purpose, data, remind_after, reminders";

  private final Sql sql;

  Runs(Sql sql) {
    this.sql = sql;
  }

  /** Returns false when the run exists, be it stopped before it was asked for. */
  boolean insert(Run run, Instant now) {
    Duration remindAfter = run.remindAfter();
    return sql.update(
            "insert into runs (run_key, sequence, customer_id, purpose, data, remind_after,"
                + " reminders, state, requested_at) values (?, ?, ?, ?, ?, ?, ?, 'ACTIVE', ?)"
                + " on conflict (run_key) do nothing",
            run.runKey(),
            run.sequence(),
            run.customerId(),
            run.purpose(),
            EventJson.write(run.data()),
            remindAfter == null ? null : remindAfter.toString(),
            run.reminders(),
            now)
        == 1;
  }

  /** Stops a run; one that is not known yet is remembered as stopped. */
  void stop(String runKey, String reason, Instant now) {
    sql.update(
        "insert into runs (run_key, sequence, customer_id, purpose, data, reminders, state, reason,"
            + " requested_at, ended_at) values (?, '', '', '', '{}', 0, 'STOPPED', ?, ?, ?)"
            + " on conflict (run_key) do update set state = 'STOPPED', reason = excluded.reason,"
            + " ended_at = excluded.ended_at, data = '{}' where runs.state = 'ACTIVE'",
        runKey,
        reason,
        now,
        now);
  }

  /** Stops all runs of a customer. */
  List<String> stopAll(String customerId, String reason, Instant now) {
    return sql.query(
        "update runs set state = 'STOPPED', reason = ?, ended_at = ?, data = '{}'"
            + " where customer_id = ? and state = 'ACTIVE' returning run_key",
        row -> row.getString("run_key"),
        reason,
        now,
        customerId);
  }

  void done(String runKey, Instant now) {
    sql.update(
        "update runs set state = 'DONE', ended_at = ?, data = '{}'"
            + " where run_key = ? and state = 'ACTIVE'",
        now,
        runKey);
  }

  List<Run> active(Collection<String> runKeys) {
    return sql.query(
        "select %s from runs where run_key = any(?) and state = 'ACTIVE'".formatted(COLUMNS),
        Runs::run,
        runKeys);
  }

  @Override
  public Optional<String> reason(String runKey) {
    return sql.first(
        "select reason from runs where run_key = ? and state = 'STOPPED'",
        row -> row.getString("reason"),
        runKey);
  }

  @SuppressWarnings("unchecked")
  private static Run run(ResultSet row) throws SQLException {
    String remindAfter = row.getString("remind_after");
    Map<String, String> data = EventJson.readOwn(row.getString("data"), Map.class);
    return new Run(
        row.getString("run_key"),
        row.getString("sequence"),
        row.getString("customer_id"),
        Purpose.valueOf(row.getString("purpose")),
        data,
        remindAfter == null ? null : Duration.parse(remindAfter),
        row.getInt("reminders"));
  }
}
