package io.goodword.notification.sequence;

import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is due when. A timer is gone in the transaction that acts on it. */
@Singleton
class Timers {

  private final Sql sql;

  Timers(Sql sql) {
    this.sql = sql;
  }

  /** A timer that has come due. */
  record Due(String runKey, int step) {}

  void set(String runKey, int step, Instant dueAt) {
    sql.update(
        "insert into timers (run_key, step, due_at) values (?, ?, ?) on conflict do nothing",
        runKey,
        step,
        dueAt);
  }

  /** Takes what is due and not being taken by somebody else, the longest due first. */
  List<Due> take(Instant now, int limit) {
    return sql.query(
        "delete from timers where (run_key, step) in (select run_key, step from timers"
            + " where due_at <= ? order by due_at limit ? for update skip locked)"
            + " returning run_key, step",
        row -> new Due(row.getString("run_key"), row.getInt("step")),
        now,
        limit);
  }

  /** Removes the timers of a run; one that is firing right now finds its run stopped. */
  void cancel(String runKey) {
    sql.update(
        "delete from timers where (run_key, step) in (select run_key, step from timers"
            + " where run_key = ? for update skip locked)",
        runKey);
  }

  Optional<Instant> next() {
    return sql.first(
        "select due_at from timers order by due_at limit 1", row -> Sql.instant(row, "due_at"));
  }
}
