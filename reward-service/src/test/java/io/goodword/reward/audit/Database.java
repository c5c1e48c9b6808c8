package io.goodword.reward.audit;

import io.goodword.stack.Postgres;
import io.goodword.stack.testing.TestStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The database of the service past the service. */
final class Database {

  private static final String SUPERUSER = "postgres";

  private Database() {}

  static String url() {
    return TestStack.jdbcUrl("reward");
  }

  /** As the superuser, who may do everything. */
  static Connection superuser() throws SQLException {
    return DriverManager.getConnection(url(), SUPERUSER, Postgres.PASSWORD);
  }

  /** As the owner of the tables. */
  static Connection owner() throws SQLException {
    return DriverManager.getConnection(url(), Postgres.USER, Postgres.PASSWORD);
  }

  static int execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
      return Math.max(0, statement.getUpdateCount());
    }
  }
}
