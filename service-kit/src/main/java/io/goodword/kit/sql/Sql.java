package io.goodword.kit.sql;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs plain SQL on the connection of the current transaction (or on one of its own where there is
 * none). Arguments are bound, never pasted; instants are bound as {@code timestamptz}.
 */
@Singleton
public class Sql {

  private final AgroalDataSource dataSource;

  Sql(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Reads one row into a value. */
  @FunctionalInterface
  public interface Row<T> {
    /** Maps the current row. */
    T map(ResultSet row) throws SQLException;
  }

  /**
   * Runs an insert, update or delete.
   *
   * @return rows touched
   * @throws SqlFailure when the database refuses
   */
  public int update(String sql, @Nullable Object... arguments) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, arguments);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /**
   * Runs one statement for many argument rows in a single round trip.
   *
   * @throws SqlFailure when the database refuses
   */
  public void batch(String sql, List<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] row : rows) {
        bind(connection, statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /**
   * Runs a query.
   *
   * @return mapped rows in the order of the database
   * @throws SqlFailure when the database refuses
   */
  public <T> List<T> query(String sql, Row<T> row, @Nullable Object... arguments) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, arguments);
      try (ResultSet results = statement.executeQuery()) {
        List<T> mapped = new ArrayList<>();
        while (results.next()) {
          mapped.add(row.map(results));
        }
        return mapped;
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** The first row of a query, if there is one. */
  public <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... arguments) {
    List<T> rows = query(sql, row, arguments);
    return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.getFirst());
  }

  /** A required {@code timestamptz} column. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  /** A {@code timestamptz} column that may be null. */
  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }

  private static void bind(
      Connection connection, PreparedStatement statement, @Nullable Object[] arguments)
      throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      switch (argument) {
        case Instant instant ->
            statement.setObject(i + 1, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
        case Collection<?> many ->
            statement.setArray(i + 1, connection.createArrayOf(elementType(many), many.toArray()));
        case Enum<?> name -> statement.setString(i + 1, name.name());
        case null -> statement.setObject(i + 1, null);
        default -> statement.setObject(i + 1, argument);
      }
    }
  }

  private static String elementType(Collection<?> values) {
    Object first = values.isEmpty() ? "" : values.iterator().next();
    return switch (first) {
      case Long ignored -> "bigint";
      case Integer ignored -> "integer";
      case java.util.UUID ignored -> "uuid";
      default -> "text";
    };
  }
}
