package io.goodword.journeys.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.client.Addresses;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.StoryBroken;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The launcher of local-stack as a child process, with ports and a folder of its own. It begins
 * empty and is stopped when it is closed or when this process ends.
 */
public final class OwnStack implements AutoCloseable {

  /** What may be killed: names in the file of processes. */
  public static final List<String> PARTS =
      List.of(
          "referral-service",
          "review-service",
          "reward-service",
          "notification-service",
          "kafka",
          "postgres");

  /** Owner of the databases, and its password. */
  public static final String DATABASE_USER = "goodword";

  private static final int DATABASE_PORT = 15_432;
  private static final String LAUNCHER = "io.goodword.stack.Launcher";
  private static final Duration START_LIMIT = Duration.ofMinutes(6);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final int LINES_SHOWN = 25;

  private final Path checkout;
  private final Path home;
  private final Path log;
  private final int offset;
  private final Process launcher;
  private final Thread hook;

  private OwnStack(Path checkout, Path home, int offset) throws IOException {
    this.checkout = checkout;
    this.home = home;
    this.offset = offset;
    this.log = home.resolveSibling(home.getFileName() + ".log");
    Files.createDirectories(home);
    Files.deleteIfExists(log);
    run("down", "--wipe");
    launcher = launch("up");
    hook = new Thread(this::stop, "stop-own-stack");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts one and returns when all of it is ready.
   *
   * @param home its folder; what was in it is wiped
   * @param offset added to every port
   * @throws StoryBroken when something is not built or does not come up
   */
  public static OwnStack start(Path home, int offset) {
    Path checkout = folderOfTheProject();
    requireBuilt(checkout);
    try {
      var stack = new OwnStack(checkout, home.toAbsolutePath(), offset);
      stack.awaitUp();
      return stack;
    } catch (IOException e) {
      throw new StoryBroken("The own stack could not be started: " + e, e);
    }
  }

  /** Where it listens. */
  public Addresses addresses() {
    return Addresses.local(offset);
  }

  /** JDBC address of a service's database. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + (DATABASE_PORT + offset) + "/" + database;
  }

  Path checkout() {
    return checkout;
  }

  Path home() {
    return home;
  }

  /** The process of a part, if it runs and is really ours. */
  public Optional<ProcessHandle> process(String part) {
    try {
      JsonNode entry = Json.read(Files.readAllBytes(home.resolve("run.json"))).path(part);
      return ProcessHandle.of(entry.path("pid").asLong(-1))
          .filter(ProcessHandle::isAlive)
          .filter(found -> found.info().commandLine().orElse("").contains(home.toString()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The last lines that the launcher said. */
  public String said() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    } catch (IOException e) {
      return "(nothing)";
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
    if (!launcher.isAlive()) {
      return;
    }
    launcher.destroy();
    try {
      if (!launcher.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        launcher.destroyForcibly().waitFor();
        run("down");
      }
    } catch (InterruptedException e) {
      launcher.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      System.err.println("Some processes of the own stack may be left: " + e);
    }
  }

  private void awaitUp() throws IOException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    Path overview = home.resolve("overview.txt");
    try {
      while (!Files.exists(overview)) {
        if (launcher.waitFor(200, TimeUnit.MILLISECONDS)) {
          throw new StoryBroken("The own stack did not come up. It said last:\n" + said());
        }
        if (System.nanoTime() > deadline) {
          close();
          throw new StoryBroken(
              "The own stack was not up after %d minutes. It said last:\n%s"
                  .formatted(START_LIMIT.toMinutes(), said()));
        }
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void run(String... arguments) throws IOException {
    try {
      launch(arguments).waitFor(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private Process launch(String... arguments) throws IOException {
    Path target = checkout.resolve("local-stack/target");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.add("-Dgoodword.checkout=" + checkout);
    command.add("-cp");
    command.add(
        target.resolve("local-stack.jar") + File.pathSeparator + target.resolve("lib") + "/*");
    command.add(LAUNCHER);
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment());
    return builder.start();
  }

  private Map<String, String> environment() {
    var values = new LinkedHashMap<String, String>();
    values.put("GOODWORD_PORT_OFFSET", Integer.toString(offset));
    values.put("GOODWORD_HOME", home.toString());
    return values;
  }

  private static void requireBuilt(Path checkout) {
    var missing = new ArrayList<String>();
    if (!Files.exists(checkout.resolve("local-stack/target/local-stack.jar"))) {
      missing.add("local-stack");
    }
    for (String part : PARTS) {
      if (part.endsWith("-service")
          && isWanted(part)
          && !Files.exists(checkout.resolve(part).resolve("target/quarkus-app/quarkus-run.jar"))) {
        missing.add(part);
      }
    }
    if (!missing.isEmpty()) {
      throw new StoryBroken(
          "Not built: %s. The command 'mvn -DskipTests package' builds everything."
              .formatted(String.join(", ", missing)));
    }
  }

  /** The launcher starts only the services that GOODWORD_SERVICES names, if it names some. */
  private static boolean isWanted(String part) {
    String wanted = System.getenv().getOrDefault("GOODWORD_SERVICES", "");
    return wanted.isBlank() || wanted.contains(part.replace("-service", ""));
  }

  private static Path folderOfTheProject() {
    String given = System.getProperty("goodword.checkout", "");
    Path folder = Path.of(given).toAbsolutePath().normalize();
    while (!Files.isDirectory(folder.resolve("local-stack"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new StoryBroken(
            "The folder of the project was not found; -Dgoodword.checkout=<folder> names it.");
      }
      folder = parent;
    }
    return folder;
  }
}
