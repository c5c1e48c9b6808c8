package io.goodword.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server of our own with one database per service, as a child process. It is as
 * durable as a production server ({@code fsync} and {@code synchronous_commit} stay on), so that a
 * test that kills it means something.
 */
public final class Postgres implements AutoCloseable {

  /** Name of each service's database. */
  public static final List<String> DATABASES =
      List.of("referral", "review", "reward", "notification");

  /**
   * Owner of the databases; not a superuser, so that a missing grant shows on the developer's
   * machine.
   */
  public static final String USER = "goodword";

  public static final String PASSWORD = "goodword";

  private static final String ADMIN = "postgres";
  private static final Duration START_LIMIT = Duration.ofSeconds(120);

  private final Process process;
  private final int port;
  private final Optional<Path> temporary;

  private Postgres(Process process, int port, Optional<Path> temporary) {
    this.process = process;
    this.port = port;
    this.temporary = temporary;
  }

  /**
   * Starts a server and waits until its databases can be used.
   *
   * @param data its data folder, made when it does not exist; what is in it stays
   * @param port 1 to 65535
   * @throws IOException when it does not come up within two minutes, with the last lines it wrote
   */
  public static Postgres start(Path data, int port) throws IOException {
    prepare(data);
    return start(data, port, Optional.empty());
  }

  /** Starts a server on a free port with a data folder that goes away with it. */
  public static Postgres temporary() throws IOException {
    Path folder = Files.createTempDirectory("goodword-postgres");
    Path data = folder.resolve("data");
    // this takes seconds, in which somebody else could take a port that was free before
    prepare(data);
    return start(data, Ports.free(), Optional.of(folder));
  }

  private static Postgres start(Path data, int port, Optional<Path> temporary) throws IOException {
    Path log = data.resolveSibling("postgres.log");
    Process process =
        new ProcessBuilder(command(data, port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    var server = new Postgres(process, port, temporary);
    try {
      awaitReady(port, process, log);
      createDatabases(port);
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /** Makes the data folder unless it is one already. */
  static void prepare(Path data) throws IOException {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return;
    }
    Files.createDirectories(data.toAbsolutePath().getParent());
    Path secret = Files.createTempFile("goodword", ".pw");
    try {
      Files.writeString(secret, PASSWORD);
      var initdb =
          new ProcessBuilder(
                  PostgresFiles.command(
                      PostgresFiles.unpacked(),
                      "initdb",
                      "--pgdata=" + data.toAbsolutePath(),
                      "--username=" + ADMIN,
                      "--pwfile=" + secret,
                      "--auth=scram-sha-256",
                      "--encoding=UTF8",
                      "--locale=C",
                      "--locale-provider=builtin",
                      "--builtin-locale=C.UTF-8"))
              .redirectErrorStream(true)
              .start();
      String said = new String(initdb.getInputStream().readAllBytes());
      if (initdb.waitFor() != 0) {
        throw new IOException("initdb could not make " + data + ":\n" + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while initdb was making " + data, e);
    } finally {
      Files.deleteIfExists(secret);
    }
  }

  /** The command line of the server; everything that is not said here is PostgreSQL's default. */
  static List<String> command(Path data, int port) throws IOException {
    return PostgresFiles.command(
        PostgresFiles.unpacked(),
        "postgres",
        "-D",
        data.toAbsolutePath().toString(),
        "-p",
        Integer.toString(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
        "-c",
        "max_connections=200",
        "-c",
        "wal_level=logical",
        "-c",
        "fsync=on",
        "-c",
        "synchronous_commit=on",
        "-c",
        "timezone=UTC",
        "-c",
        "log_timezone=UTC");
  }

  /** Waits until the server lets us in; gives up as soon as its process is gone. */
  static void awaitReady(int port, Process process, Path log) throws IOException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!accepts(port)) {
      if (!process.isAlive()) {
        throw new IOException("PostgreSQL ended while starting:\n" + LastLines.of(log, 12));
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("PostgreSQL not ready after 2 minutes:\n" + LastLines.of(log, 12));
      }
      try {
        process.waitFor(50, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted while PostgreSQL was starting", e);
      }
    }
  }

  /** Whether the server on the port answers a query. */
  static boolean accepts(int port) {
    try (Connection connection = admin(port)) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Makes the role and the databases that are missing on our own server. */
  static void createDatabases(int port) throws IOException {
    try (Connection connection = admin(port)) {
      if (!exists(connection, "select 1 from pg_roles where rolname = ?", USER)) {
        try (var statement = connection.createStatement()) {
          statement.execute(
              "create role %s login replication password '%s'".formatted(USER, PASSWORD));
          // figures of a benchmark come from the statistics
          statement.execute("grant pg_monitor to " + USER);
        }
      }
      createMissing(connection, USER);
    } catch (SQLException e) {
      throw new IOException("Could not make the databases on port " + port, e);
    }
  }

  /** Makes the databases that are missing, with the rights of the given connection. */
  static void createMissing(Connection connection, String owner) throws SQLException {
    for (String database : DATABASES) {
      if (!exists(connection, "select 1 from pg_database where datname = ?", database)) {
        try (var statement = connection.createStatement()) {
          statement.execute(
              "create database %s owner %s"
                  .formatted(database, statement.enquoteIdentifier(owner, false)));
        }
      }
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static Connection admin(int port) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/postgres?connectTimeout=2".formatted(port),
        ADMIN,
        PASSWORD);
  }

  /** JDBC address of a database. */
  public String jdbcUrl(String database) {
    return url() + "/" + database;
  }

  /** JDBC address of the server, without a database. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /**
   * Stops the server the fast way: open transactions are rolled back, nothing committed is lost.
   */
  @Override
  public void close() {
    try {
      Children.interrupt(process.toHandle());
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      if (temporary.isPresent()) {
        Folders.delete(temporary.get());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
