package io.goodword.journeys.stack;

import static java.util.Map.entry;

import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Http;
import io.goodword.journeys.client.StoryBroken;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Further processes of the reward-service at the database and the broker of an own stack. */
public final class Replicas implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseCompactObjectHeaders",
          "-Xms64m",
          "-Xmx192m");

  private final OwnStack stack;
  private final List<Process> processes = new ArrayList<>();
  private final List<URI> addresses = new ArrayList<>();
  private final Thread hook = new Thread(this::stop, "stop-replicas");

  private Replicas(OwnStack stack) {
    this.stack = stack;
    addresses.add(stack.addresses().reward());
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts some beside the one that the stack has, and returns when all are ready.
   *
   * @throws StoryBroken when one does not come up
   */
  public static Replicas start(OwnStack stack, int count) {
    var replicas = new Replicas(stack);
    try {
      for (int i = 1; i <= count; i++) {
        replicas.add(i);
      }
      var http = new Http();
      for (URI address : replicas.addresses) {
        Await.until(
            address + " to be ready",
            START_LIMIT,
            () -> isReady(http, address),
            Boolean::booleanValue);
      }
      return replicas;
    } catch (IOException | StoryBroken e) {
      replicas.close();
      throw new StoryBroken("The replicas did not come up: " + e.getMessage(), e);
    }
  }

  /** Where each of the processes is, that of the stack first. */
  public List<URI> addresses() {
    return List.copyOf(addresses);
  }

  private void add(int number) throws IOException {
    int port = freePort();
    Path jar = stack.checkout().resolve("reward-service/target/quarkus-app/quarkus-run.jar");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dgoodword.home=" + stack.home());
    command.addAll(OPTIONS);
    command.addAll(List.of("-jar", jar.toString()));
    Path log = stack.home().resolve("logs/reward-service-" + number + ".log");
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
    builder.environment().putAll(environment(port));
    processes.add(builder.start());
    addresses.add(URI.create("http://localhost:" + port));
  }

  /** What the launcher tells its own, with another port. */
  private Map<String, String> environment(int port) throws IOException {
    return Map.ofEntries(
        entry("QUARKUS_PROFILE", "local"),
        entry("QUARKUS_HTTP_HOST", "localhost"),
        entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
        entry("QUARKUS_DATASOURCE_JDBC_URL", stack.jdbcUrl("reward")),
        entry("QUARKUS_DATASOURCE_USERNAME", OwnStack.DATABASE_USER),
        entry("QUARKUS_DATASOURCE_PASSWORD", OwnStack.DATABASE_USER),
        entry("KAFKA_BOOTSTRAP_SERVERS", stack.addresses().kafka()),
        entry("QUARKUS_OIDC_AUTH_SERVER_URL", stack.addresses().issuer().toString()),
        entry("GOODWORD_PUBLIC_URL", "http://localhost:" + port),
        entry("GOODWORD_TOKENS_SECRET", secret("tokens")),
        entry("GOODWORD_DRAW_SECRET", secret("draws")),
        entry("GOODWORD_COUPON_SECRET", secret("coupons")));
  }

  private String secret(String name) throws IOException {
    return Files.readString(stack.home().resolve("secrets").resolve(name)).strip();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isReady(Http http, URI address) {
    try {
      return http.tried(Call.get(address, "/q/health/ready"), Duration.ofSeconds(3)).status()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // the hook runs already and does the same
    }
  }

  private synchronized void stop() {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
