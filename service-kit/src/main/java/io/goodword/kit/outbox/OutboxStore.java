package io.goodword.kit.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the relay asks of the outbox table, on the connection that holds its advisory locks. */
final class OutboxStore {

  /** First key of the advisory locks, so that they meet no others. */
  private static final int LOCK_SPACE = 0x600D;

  private final Connection connection;

  OutboxStore(Connection connection) {
    this.connection = connection;
  }

  /** Takes the lock of a shard if nobody else has it; it is kept until the connection closes. */
  boolean lead(int shard) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_lock(?, ?)")) {
      statement.setInt(1, LOCK_SPACE);
      statement.setInt(2, shard);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /**
   * Unpublished events of the shards, in order. Only rows whose transaction number is below that of
   * every running transaction are returned: a slow transaction that took an earlier number can
   * therefore not commit behind the reader's back, as it can behind a cursor on a sequence.
   * Aggregates with a dead event are left out until it is revived.
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
            order by seq limit ?
            """;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setArray(1, connection.createArrayOf("smallint", shards.toArray()));
      statement.setInt(2, limit);
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
    if (seqs.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update outbox set published_at = clock_timestamp() where seq = any(?)")) {
      statement.setArray(1, connection.createArrayOf("bigint", seqs.toArray()));
      statement.executeUpdate();
    }
  }

  void markFailed(long seq, String reason, boolean dead) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update outbox set attempts = attempts + 1, dead_reason = ?,"
                + " dead_at = case when ? then clock_timestamp() end where seq = ?")) {
      statement.setString(1, reason);
      statement.setBoolean(2, dead);
      statement.setLong(3, seq);
      statement.executeUpdate();
    }
  }
}
