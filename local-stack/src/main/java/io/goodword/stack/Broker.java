package io.goodword.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A Kafka broker (KRaft, one node) in this process, with the topics of the suite. */
public final class Broker implements AutoCloseable {

  /**
   * The topics services exchange facts on; dead-letter topics appear when the first letter does.
   */
  public static final List<String> TOPICS =
      List.of(
          "goodword.commerce",
          "goodword.referral",
          "goodword.review",
          "goodword.reward",
          "goodword.notification",
          "goodword.notification.requests");

  static final int PARTITIONS = 4;

  private static final String CLUSTER = "Z29vZHdvcmQtbG9jYWwtMQ";

  private final KafkaRaftServer server;
  private final String bootstrap;
  private final Optional<Path> temporary;

  private Broker(KafkaRaftServer server, String bootstrap, Optional<Path> temporary) {
    this.server = server;
    this.bootstrap = bootstrap;
    this.temporary = temporary;
  }

  /**
   * Starts a broker and waits until the topics exist.
   *
   * @param log folder of its log, made when it does not exist; what is in it stays
   * @param port for clients
   * @param controllerPort for the broker itself
   */
  public static Broker start(Path log, int port, int controllerPort) throws IOException {
    return start(log, port, controllerPort, Optional.empty());
  }

  /** Starts a broker on free ports with a log that goes away with it. */
  public static Broker temporary() throws IOException {
    List<Integer> ports = Ports.free(2);
    Path folder = Files.createTempDirectory("goodword-kafka");
    return start(folder.resolve("log"), ports.get(0), ports.get(1), Optional.of(folder));
  }

  private static Broker start(Path log, int port, int controllerPort, Optional<Path> temporary)
      throws IOException {
    Files.createDirectories(log);
    format(log);
    var server =
        new KafkaRaftServer(
            new KafkaConfig(settings(log, port, controllerPort), false), Time.SYSTEM);
    server.startup();
    String bootstrap = "localhost:" + port;
    createTopics(bootstrap);
    return new Broker(server, bootstrap, temporary);
  }

  private static void format(Path log) throws IOException {
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setClusterId(CLUSTER)
          .setNodeId(1)
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(log.toString())
          .addDirectory(log.toString())
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new IOException("Kafka could not format " + log, e);
    }
  }

  private static Properties settings(Path log, int port, int controllerPort) {
    var settings = new Properties();
    settings.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@localhost:" + controllerPort),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry(
                "listeners",
                "PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d"
                    .formatted(port, controllerPort)),
            Map.entry("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT"),
            Map.entry("log.dirs", log.toString()),
            Map.entry("auto.create.topics.enable", "true"),
            Map.entry("num.partitions", Integer.toString(PARTITIONS)),
            Map.entry("default.replication.factor", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // a broker that was killed must wait until its own last session is over, 9 s by default
            Map.entry("broker.session.timeout.ms", "2000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304")));
    return settings;
  }

  /**
   * Makes those topics of the suite that are missing.
   *
   * @param bootstrap {@code host:port} of any Kafka
   */
  public static void createTopics(String bootstrap) throws IOException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      var present = admin.listTopics().names().get(60, TimeUnit.SECONDS);
      var missing =
          TOPICS.stream().filter(topic -> !present.contains(topic)).map(Broker::topic).toList();
      admin.createTopics(missing).all().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Could not make the topics on Kafka " + bootstrap, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while making the topics on Kafka " + bootstrap, e);
    }
  }

  private static NewTopic topic(String name) {
    var topic = new NewTopic(name, Optional.of(PARTITIONS), Optional.empty());
    // requests may carry the address of somebody who is not a customer yet: kept for a day only
    return name.endsWith(".requests") ? topic.configs(Map.of("retention.ms", "86400000")) : topic;
  }

  /** Address for clients, {@code host:port}. */
  public String bootstrap() {
    return bootstrap;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    temporary.ifPresent(
        folder -> {
          try {
            Folders.delete(folder);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }
}
