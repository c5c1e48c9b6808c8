package io.goodword.stack.testing;

import io.goodword.stack.Message;
import io.goodword.stack.Postgres;
import io.goodword.stack.SmsCentre;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Real PostgreSQL, real Kafka, real SMTP and SMPP sinks for the tests of a service: one set per
 * test JVM, started by the first test class that asks and used by all.
 *
 * <pre>{@code
 * @QuarkusTest
 * @WithTestResource(value = TestStack.class, initArgs = @ResourceArg(name = "database", value = "reward"))
 * }</pre>
 *
 * <p>System properties {@code goodword.test.postgres} (a {@code jdbc:postgresql://host:port} with
 * the four databases and the user goodword) and {@code goodword.test.kafka} ({@code host:port})
 * make it use servers that run already.
 */
public final class TestStack implements QuarkusTestResourceLifecycleManager {

  static final String GIVEN_POSTGRES = "goodword.test.postgres";
  static final String GIVEN_KAFKA = "goodword.test.kafka";

  // What runs is told in system properties: Quarkus loads this class by several class loaders.
  static final String POSTGRES = "goodword.test.running.postgres";
  static final String KAFKA = "goodword.test.running.kafka";
  static final String SMTP = "goodword.test.running.smtp";
  static final String SMPP = "goodword.test.running.smpp";
  static final String INBOX = "goodword.test.running.inbox";

  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private String database = "";

  @Override
  public void init(Map<String, String> arguments) {
    database = arguments.getOrDefault("database", "");
    if (!Postgres.DATABASES.contains(database)) {
      throw new IllegalArgumentException(
          "TestStack needs the argument 'database', one of %s, but got '%s'"
              .formatted(Postgres.DATABASES, database));
    }
  }

  @Override
  public Map<String, String> start() {
    ensureRunning();
    var settings = new HashMap<String, String>();
    settings.put("quarkus.devservices.enabled", "false");
    settings.put("quarkus.datasource.jdbc.url", jdbcUrl(database));
    settings.put("quarkus.datasource.username", Postgres.USER);
    settings.put("quarkus.datasource.password", Postgres.PASSWORD);
    settings.put("kafka.bootstrap.servers", kafka());
    settings.put("quarkus.oidc.auth-server-url", "");
    settings.put("quarkus.oidc.public-key", Tokens.publicKey());
    settings.put("quarkus.oidc.token.issuer", "any");
    if ("notification".equals(database)) {
      settings.put("quarkus.mailer.mock", "false");
      settings.put("quarkus.mailer.host", "localhost");
      settings.put("quarkus.mailer.port", running(SMTP));
      settings.put("goodword.sms.smpp.host", "localhost");
      settings.put("goodword.sms.smpp.port", running(SMPP));
      settings.put("goodword.sms.smpp.system-id", SmsCentre.SYSTEM_ID);
      settings.put("goodword.sms.smpp.password", SmsCentre.PASSWORD);
    }
    return settings;
  }

  /** Does nothing: the next test class uses the same servers; they end with the JVM. */
  @Override
  public void stop() {}

  /** Address of Kafka, {@code host:port}. */
  public static String kafka() {
    return running(KAFKA);
  }

  /** JDBC address of one of the four databases; user and password are those of {@link Postgres}. */
  public static String jdbcUrl(String database) {
    return running(POSTGRES) + "/" + database;
  }

  /** All e-mails received so far, newest first; give each test its own recipient. */
  public static List<Message> mails() {
    return ReceivedMessages.from(running(INBOX), "email");
  }

  /** All short messages received so far, newest first; give each test its own number. */
  public static List<Message> smses() {
    return ReceivedMessages.from(running(INBOX), "sms");
  }

  /**
   * Starts what is not running yet; Quarkus does it for a service, a plain test calls it itself.
   */
  public static void ensureRunning() {
    // the runtime is the one object that all copies of this class share
    synchronized (Runtime.getRuntime()) {
      if (System.getProperty(INBOX) == null) {
        try {
          launch();
        } catch (IOException e) {
          throw new IllegalStateException("The test stack did not start: " + e.getMessage(), e);
        }
      }
    }
  }

  private static String running(String property) {
    ensureRunning();
    return System.getProperty(property);
  }

  private static void launch() throws IOException {
    Path folder = Files.createTempDirectory("goodword-test-stack");
    Path addresses = folder.resolve(TestStackProcess.ADDRESSES);
    Path log = Files.createDirectories(Path.of("target")).resolve("test-stack.log");
    Process process =
        new ProcessBuilder(command(folder))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await(process, addresses, log);
    var values = new Properties();
    try (Reader reader = Files.newBufferedReader(addresses)) {
      values.load(reader);
    }
    values
        .stringPropertyNames()
        .forEach(name -> System.setProperty(name, values.getProperty(name)));
    // holds the process object, whose pipe tells the child that we are alive
    Thread.ofPlatform().daemon().name("test-stack").start(() -> watch(process, log));
  }

  private static List<String> command(Path folder) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx384m"));
    for (String given : List.of(GIVEN_POSTGRES, GIVEN_KAFKA)) {
      command.add("-D%s=%s".formatted(given, System.getProperty(given, "")));
    }
    // a class path in front of the module path of a test runner: the same jars as ours
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TestStackProcess.class.getName());
    command.add(folder.toString());
    return command;
  }

  private static void await(Process process, Path addresses, Path log) throws IOException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    try {
      while (!Files.exists(addresses)) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new IOException("it ended at once, see " + log.toAbsolutePath());
        }
        if (System.nanoTime() > deadline) {
          process.destroy();
          throw new IOException("not ready after 3 minutes, see " + log.toAbsolutePath());
        }
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void watch(Process process, Path log) {
    try {
      int code = process.waitFor();
      System.err.println("The test stack ended with code " + code + ", see " + log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
