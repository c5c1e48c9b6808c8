package io.goodword.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The same rows by hand-written JDBC: one prepared function, connections that stay, nothing between
 * them and the database.
 */
final class Reference implements AutoCloseable {

  /** Account that every hot posting debits. */
  private static final long HOT = 1_000_000;

  private static final long PLENTY = 1_000_000_000_000L;

  /** As long as those of the service. */
  private static final String REQUEST = "r".repeat(230);

  private static final String ANSWER = "a".repeat(330);
  private static final String PAYLOAD = "p".repeat(310);

  private final String url;
  private final int accounts;

  /** Open to the end: what a server process has used is only known while it lives. */
  private final List<Connection> open = new ArrayList<>();

  /** What a run did: postings and the CPU seconds of its own threads. */
  record Run(long postings, double cpuSeconds) {}

  /** Posts until the time is over. */
  @FunctionalInterface
  interface Posting {
    /** Posts once and returns the number of journals. */
    int post(Connection connection, Random random) throws SQLException;
  }

  Reference(String url, int accounts) throws SQLException, IOException {
    this.url = url;
    this.accounts = accounts;
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        InputStream script = Reference.class.getResourceAsStream("reference.sql")) {
      if (script == null) {
        throw new IOException("reference.sql is missing");
      }
      statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
      statement.execute(
          "insert into reference.balances (account_id, posted, floor) select id, %d, 0 from generate_series(1, %d) id"
              .formatted(PLENTY, accounts));
      statement.execute(
          "insert into reference.balances (account_id, posted, floor) values (%d, %d, 0)"
              .formatted(HOT, PLENTY));
    }
  }

  /** One journal a transaction between two of many accounts. */
  Run cold(int connections, Duration time) throws SQLException {
    return run(
        connections,
        time,
        (connection, random) -> {
          long from = 1 + random.nextInt(accounts);
          long to = 1 + (from + random.nextInt(accounts - 1)) % accounts;
          return single(connection, random, from, to, false);
        });
  }

  /** One journal a transaction, which locks the one paying account first. */
  Run lockedFirst(int connections, Duration time) throws SQLException {
    return run(
        connections,
        time,
        (connection, random) ->
            single(connection, random, HOT, 1 + random.nextInt(accounts), true));
  }

  /** Journals of the one paying account in batches. */
  Run batches(int connections, int size, Duration time) throws SQLException {
    return run(connections, time, (connection, random) -> many(connection, random, size));
  }

  /**
   * Rewards for milestones, as many in a transaction as said: on one connection, since the consumer
   * of a partition takes one event after the other.
   */
  Run grants(int size, Duration time) throws SQLException {
    return run(
        1,
        time,
        (connection, random) -> {
          Object[] events = new Object[size];
          Object[] journals = new Object[size];
          Set<Long> to = new LinkedHashSet<>();
          while (to.size() < size) {
            to.add(1L + random.nextInt(accounts));
          }
          for (int i = 0; i < size; i++) {
            events[i] = uuid(random).toString();
            journals[i] = uuid(random);
          }
          try (PreparedStatement statement =
              connection.prepareStatement("select reference.grant_many(?, ?, ?, ?, ?)")) {
            statement.setArray(1, connection.createArrayOf("text", events));
            statement.setArray(2, connection.createArrayOf("uuid", journals));
            statement.setLong(3, HOT);
            statement.setArray(4, connection.createArrayOf("bigint", to.toArray()));
            statement.setString(5, PAYLOAD);
            statement.execute();
            return size;
          }
        });
  }

  /** Uses of one code: a conditional update of one row and nothing else. */
  Run uses(int connections, Duration time) throws SQLException {
    return run(
        connections,
        time,
        (connection, random) -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "update reference.coupons set uses = uses + 1 where id = 1 and uses < 1000000000")) {
            return statement.executeUpdate();
          }
        });
  }

  private static int single(
      Connection connection, Random random, long from, long to, boolean lockFirst)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select reference.post(?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      statement.setString(1, uuid(random).toString());
      statement.setString(2, REQUEST);
      statement.setString(3, ANSWER);
      statement.setObject(4, uuid(random));
      statement.setLong(5, from);
      statement.setLong(6, to);
      statement.setLong(7, 1);
      statement.setString(8, PAYLOAD);
      statement.setBoolean(9, lockFirst);
      statement.execute();
      return 1;
    }
  }

  private int many(Connection connection, Random random, int size) throws SQLException {
    Set<Long> to = new LinkedHashSet<>();
    while (to.size() < size) {
      to.add(1L + random.nextInt(accounts));
    }
    Object[] keys = new Object[size];
    Object[] journals = new Object[size];
    for (int i = 0; i < size; i++) {
      keys[i] = uuid(random).toString();
      journals[i] = uuid(random);
    }
    try (PreparedStatement statement =
        connection.prepareStatement("select reference.post_many(?, ?, ?, ?, ?, ?, ?, ?)")) {
      statement.setArray(1, connection.createArrayOf("text", keys));
      statement.setString(2, REQUEST);
      statement.setString(3, ANSWER);
      statement.setArray(4, connection.createArrayOf("uuid", journals));
      statement.setLong(5, HOT);
      statement.setArray(6, connection.createArrayOf("bigint", to.toArray()));
      statement.setLong(7, 1);
      statement.setString(8, PAYLOAD);
      statement.execute();
      return size;
    }
  }

  /** Posts on as many connections at once until the time is over. */
  Run run(int connections, Duration time, Posting posting) throws SQLException {
    while (open.size() < connections) {
      open.add(connect());
    }
    long end = System.nanoTime() + time.toNanos();
    List<Future<Run>> parts = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(connections)) {
      for (Connection connection : open.subList(0, connections)) {
        parts.add(threads.submit(() -> oneConnection(connection, end, posting)));
      }
      long postings = 0;
      double cpu = 0;
      for (Future<Run> part : parts) {
        postings += part.get().postings();
        cpu += part.get().cpuSeconds();
      }
      return new Run(postings, cpu);
    } catch (ExecutionException e) {
      throw new SQLException("a connection of the reference failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", e);
    }
  }

  private static Run oneConnection(Connection connection, long end, Posting posting)
      throws SQLException {
    var threads = ManagementFactory.getThreadMXBean();
    var random = new Random();
    long postings = 0;
    long cpu = threads.getCurrentThreadCpuTime();
    while (System.nanoTime() < end) {
      postings += posting.post(connection, random);
    }
    return new Run(postings, (threads.getCurrentThreadCpuTime() - cpu) / 1e9);
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : open) {
      connection.close();
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url + "?prepareThreshold=2", "goodword", "goodword");
  }

  /** A random one without the cost of a secure one; two that met would break a unique key. */
  private static UUID uuid(Random random) {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
