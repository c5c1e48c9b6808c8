package io.goodword.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** How PostgreSQL and Kafka are run here, and what is made in them before the services start. */
final class Infrastructure {

  private final LocalSettings settings;

  Infrastructure(LocalSettings settings) {
    this.settings = settings;
  }

  Child.Plan postgres() throws IOException {
    Path data = settings.home().resolve("data/postgres");
    Postgres.prepare(data);
    int port = settings.port(Part.POSTGRES);
    return new Child.Plan(
        Part.POSTGRES.id(),
        Postgres.command(data, port),
        Map.of(),
        settings.home(),
        settings.log(Part.POSTGRES.id()),
        () -> Postgres.accepts(port));
  }

  Child.Plan kafka() {
    List<String> command =
        List.of(
            Children.java(),
            // tells a later start that the process is ours
            "-Dgoodword.home=" + settings.home(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-Xms64m",
            "-Xmx256m",
            BrokerProcess.class.getName(),
            settings.home().resolve("data/kafka").toString(),
            Integer.toString(settings.port(Part.KAFKA)),
            Integer.toString(settings.port(Part.KAFKA_CONTROLLER)));
    return new Child.Plan(
        Part.KAFKA.id(),
        command,
        // not on the command line: it is long, and the system shows only the first page of that
        Map.of("CLASSPATH", System.getProperty("java.class.path")),
        settings.home(),
        settings.log(Part.KAFKA.id()),
        this::kafkaHasTopics);
  }

  private boolean kafkaHasTopics() {
    // without this look the client would fill the log with failed connections
    if (!Ports.answers(settings.port(Part.KAFKA))) {
      return false;
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.bootstrap()))) {
      return admin.listTopics().names().get(5, TimeUnit.SECONDS).containsAll(Broker.TOPICS);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Makes the databases that are missing. */
  void makeDatabases() throws IOException {
    if (settings.postgres().isEmpty()) {
      Postgres.createDatabases(settings.port(Part.POSTGRES));
      return;
    }
    var server = settings.database();
    try (var connection =
        DriverManager.getConnection(server.url() + "/postgres", server.user(), server.password())) {
      Postgres.createMissing(connection, server.user());
    } catch (SQLException e) {
      throw new Refusal(
          "GOODWORD_POSTGRES_URL %s with user %s cannot be used: %s"
              .formatted(server.url(), server.user(), e.getMessage()));
    }
  }

  /** Makes the topics that are missing on a Kafka of somebody else. */
  void makeTopics(String bootstrap) {
    try {
      Broker.createTopics(bootstrap);
    } catch (IOException e) {
      throw new Refusal(
          "GOODWORD_KAFKA %s cannot be used: %s".formatted(bootstrap, e.getMessage()));
    }
  }
}
