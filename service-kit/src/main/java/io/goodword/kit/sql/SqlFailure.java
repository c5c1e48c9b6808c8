package io.goodword.kit.sql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** A statement that the database refused; keeps the SQL state and the violated constraint. */
public class SqlFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String state;
  private final String constraint;

  /** Wraps what the driver threw. */
  public SqlFailure(SQLException cause) {
    super(cause.getMessage(), cause);
    this.state = cause.getSQLState() == null ? "" : cause.getSQLState();
    String violated =
        cause instanceof PSQLException postgres && postgres.getServerErrorMessage() != null
            ? postgres.getServerErrorMessage().getConstraint()
            : null;
    this.constraint = violated == null ? "" : violated;
  }

  /** Five-character SQL state, empty when the driver gave none. */
  public String state() {
    return state;
  }

  /** Name of the violated constraint, empty when there is none. */
  public String constraint() {
    return constraint;
  }

  /**
   * Whether a state is of the moment and the same work may succeed later: connection trouble (08,
   * 53, 57, none at all), lost serialisation or deadlock (40), a lock not had in time (55P03).
   */
  public static boolean isTransient(@Nullable String state) {
    return state == null
        || state.isEmpty()
        || state.startsWith("08")
        || state.startsWith("40")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.equals("55P03");
  }
}
