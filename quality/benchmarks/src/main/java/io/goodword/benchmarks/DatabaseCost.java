package io.goodword.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the database has written so far. The write-ahead log is exact; counts of commits and of
 * flushes are those that the server's processes have reported, which may be a second behind.
 *
 * @param walBytes bytes of write-ahead log
 * @param commits committed transactions of the database reward
 * @param flushes fsyncs of the write-ahead log
 */
record DatabaseCost(double walBytes, double commits, double flushes) {

  static DatabaseCost now(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0'),
                       (select xact_commit from pg_stat_database where datname = 'reward'),
                       (select coalesce(sum(fsyncs), 0) from pg_stat_io where object = 'wal')
                """)) {
      row.next();
      return new DatabaseCost(row.getDouble(1), row.getDouble(2), row.getDouble(3));
    }
  }

  DatabaseCost since(DatabaseCost before) {
    return new DatabaseCost(
        walBytes - before.walBytes, commits - before.commits, flushes - before.flushes);
  }

  DatabaseCost plus(DatabaseCost other) {
    return new DatabaseCost(
        walBytes + other.walBytes, commits + other.commits, flushes + other.flushes);
  }
}
