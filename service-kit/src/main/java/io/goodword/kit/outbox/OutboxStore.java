package io.goodword.kit.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the relay asks of the outbox table, on the connection that holds its advisory locks. */
final class OutboxStore implements AutoCloseable {

  /** First key of the advisory locks, so that they meet no others. */
  private static final int LOCK_SPACE = 0x600D;

  private final Connection connection;

  /** Begins; plans are kept, since to plan the look at what is pending costs more than the look. */
  OutboxStore(Connection connection) throws SQLException {
    this.connection = connection;
    run("set plan_cache_mode = force_generic_plan");
  }

  /** Gives the connection back to its pool without locks, so that anybody can lead. */
  @Override
  public void close() throws SQLException {
    run("reset plan_cache_mode");
    run("select pg_advisory_unlock_all()");
  }

  /** Takes the lock of a shard if nobody else has it; it is kept until this or its session ends. */
  boolean lead(int shard) throws SQLException {
    String lock = "select pg_try_advisory_lock(%d, %d)".formatted(LOCK_SPACE, shard);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(lock)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /**
   * Unpublished events of the shards, in order. Only rows whose transaction number is below that of
   * every running transaction are returned: a slow transaction that took an earlier number can
   * therefore not commit behind the reader's back, as it can behind a cursor on a sequence.
   * Aggregates with a dead event are left out until it is revived. The limit is no argument, for a
   * plan that is kept would expect any and scan.
   */
  List<PendingEvent> pending(Collection<Integer> shards, int limit) throws SQLException {
    String query =
        "select "
            + PendingEvent.COLUMNS
            + """
             from outbox o
            where published_at is null and dead_at is null and shard = any(?)
              and xid < pg_snapshot_xmin(pg_current_snapshot())
              and not exists (select from outbox d
                    where d.aggregatetype = o.aggregatetype and d.aggregateid = o.aggregateid
                      and d.dead_at is not null and d.published_at is null)
            order by seq limit
            """
            + limit;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setArray(1, connection.createArrayOf("smallint", shards.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        List<PendingEvent> events = new ArrayList<>();
        while (rows.next()) {
          events.add(PendingEvent.of(rows));
        }
        return events;
      }
    }
  }

  void markPublished(List<Long> seqs) throws SQLException {
    run(
        "update outbox set published_at = clock_timestamp() where seq = any(?)",
        connection.createArrayOf("bigint", seqs.toArray()));
  }

  void markFailed(long seq, String reason, boolean dead) throws SQLException {
    run(
        "update outbox set attempts = attempts + 1, dead_reason = ?,"
            + " dead_at = case when ? then clock_timestamp() end where seq = ?",
        reason,
        dead,
        seq);
  }

  private void run(String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      statement.execute();
    }
  }
}
