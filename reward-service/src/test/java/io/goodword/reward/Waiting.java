package io.goodword.reward;

import io.goodword.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Who waits for whom in the database. */
public final class Waiting {

  private Waiting() {}

  /** How many sessions wait for a lock that a connection has. */
  public static long behind(Connection holder, Sql sql) throws SQLException {
    return sql.first(
            "select count(*) from pg_stat_activity where ? = any(pg_blocking_pids(pid))",
            row -> row.getLong(1),
            holder.unwrap(PGConnection.class).getBackendPID())
        .orElseThrow();
  }
}
