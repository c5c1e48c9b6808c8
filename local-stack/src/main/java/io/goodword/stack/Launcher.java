package io.goodword.stack;

import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * {@code up [--keycloak]}, {@code down [--wipe]}, {@code status}, {@code redrive}. Exit code 0 when
 * it did what was asked, 1 when it could not, with one sentence that says why.
 */
final class Launcher {

  private static final long LEAST_DISK = 500L * 1024 * 1024;
  private static final long STOP_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Present while the table can be shown; a starting stack has none. */
  private static final String OVERVIEW = "overview.txt";

  /**
   * Addresses in use, for commands that come later; the script hands them on as system properties.
   */
  private static final String ADDRESSES = "stack.properties";

  private final LocalSettings settings;
  private final RunFile runFile;

  private Launcher(LocalSettings settings) {
    this.settings = settings;
    this.runFile = new RunFile(settings.home());
  }

  /** Needs the system property {@code goodword.checkout}, the folder of the project. */
  public static void main(String[] arguments) {
    try {
      var checkout =
          Path.of(System.getProperty("goodword.checkout", ".")).toAbsolutePath().normalize();
      var launcher = new Launcher(LocalSettings.of(checkout, System.getenv()));
      System.exit(launcher.run(Arrays.asList(arguments)));
    } catch (Refusal refusal) {
      System.err.println(refusal.getMessage());
      System.exit(1);
    } catch (IOException e) {
      System.err.println("The local stack failed: " + e);
      System.exit(1);
    } catch (InterruptedException e) {
      System.exit(1);
    }
  }

  private int run(List<String> arguments) throws IOException, InterruptedException {
    return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
      case "up" -> up(arguments.contains("--keycloak"));
      case "down" -> down(arguments.contains("--wipe"));
      case "status" -> status();
      case "redrive" -> redrive();
      default -> throw new Refusal("Say up [--keycloak], down [--wipe], status or redrive.");
    };
  }

  private int up(boolean keycloak) throws IOException, InterruptedException {
    makeHome();
    try (FileChannel channel = lockFile();
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return status();
      }
      logToFile();
      Files.deleteIfExists(settings.home().resolve(OVERVIEW));
      var progress = new Progress(System.out);
      int leftovers = runFile.stopLeftovers();
      if (leftovers > 0) {
        progress.say(
            "the last run was killed and left %d processes behind; they are stopped now"
                .formatted(leftovers));
      }
      requireDisk();
      requirePorts(keycloak);
      runFile.put(RunFile.LAUNCHER, ProcessHandle.current());
      var effective = keycloak ? Keycloak.asIssuer(settings) : settings;
      var stack = new Stack(effective, runFile, progress);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, progress)));
      run(stack, effective, keycloak, progress);
      return 1;
    }
  }

  private void run(Stack stack, LocalSettings effective, boolean keycloak, Progress progress)
      throws IOException, InterruptedException {
    try {
      stack.start(keycloak);
    } catch (IOException | RuntimeException e) {
      // still under the lock: the next start must not meet our ports
      stack.stop();
      runFile.remove();
      throw e;
    }
    String overview = Overview.of(effective, keycloak);
    Files.write(settings.home().resolve(ADDRESSES), effective.addresses());
    Files.writeString(settings.home().resolve(OVERVIEW), overview);
    System.out.println(overview);
    progress.say("Goodword is up. Ctrl-C or ./goodword down stops it.");
    new CountDownLatch(1).await();
  }

  private void stop(Stack stack, Progress progress) {
    if (stack.isStopped()) {
      return;
    }
    progress.say("stopping");
    try {
      stack.stop();
      Files.deleteIfExists(settings.home().resolve(OVERVIEW));
      runFile.remove();
      progress.say("stopped; the data stays in " + settings.home().resolve("data"));
    } catch (IOException e) {
      progress.say("stopped, but " + e.getMessage());
    }
  }

  private int status() throws IOException {
    if (!isRunning()) {
      System.out.println("Goodword is not running.");
      return 1;
    }
    Path overview = settings.home().resolve(OVERVIEW);
    RunFile.@Nullable Entry launcher = runFile.read().get(RunFile.LAUNCHER);
    String process = launcher == null ? "" : " (process %d)".formatted(launcher.pid());
    if (Files.exists(overview)) {
      System.out.println("Goodword is running already%s.".formatted(process));
      System.out.println(Files.readString(overview));
    } else {
      System.out.println("Goodword is starting or stopping%s.".formatted(process));
    }
    return 0;
  }

  private int down(boolean wipe) throws IOException, InterruptedException {
    if (!Files.exists(settings.home())) {
      System.out.println("Goodword is not running.");
      return 0;
    }
    boolean wasRunning = isRunning();
    if (wasRunning) {
      runFile.launcher().ifPresent(ProcessHandle::destroy);
      long deadline = System.nanoTime() + STOP_LIMIT_NANOS;
      while (isRunning() && System.nanoTime() < deadline) {
        Thread.sleep(50);
      }
    }
    if (isRunning()) {
      throw new Refusal(
          "The running stack does not stop; end its launcher (see %s) and try again."
              .formatted(settings.home().resolve("run.json")));
    }
    int leftovers = runFile.stopLeftovers();
    runFile.remove();
    System.out.println(
        wasRunning || leftovers > 0 ? "Goodword is stopped." : "Goodword is not running.");
    if (wipe) {
      for (String kept : List.of("data", "inbox", "logs", "secrets")) {
        Folders.delete(settings.home().resolve(kept));
      }
      Keycloak.wipe(settings);
      System.out.println("All data in " + settings.home() + " is gone.");
    }
    return 0;
  }

  private int redrive() throws IOException, InterruptedException {
    Path file = settings.home().resolve(ADDRESSES);
    if (!isRunning() || !Files.exists(file)) {
      throw new Refusal("Goodword is not running; ./goodword up starts it.");
    }
    var addresses = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      addresses.load(reader);
    }
    return new Redrive(
            settings.withIssuer(addresses.getProperty("goodword.oidc", settings.issuer())))
        .run(System.out);
  }

  /** The system gives the lock up with the process that held it, so it cannot be stale. */
  private boolean isRunning() throws IOException {
    if (!Files.exists(settings.home())) {
      return false;
    }
    try (FileChannel channel = lockFile();
        FileLock lock = channel.tryLock()) {
      return lock == null;
    }
  }

  private FileChannel lockFile() throws IOException {
    return FileChannel.open(
        settings.home().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private void makeHome() throws IOException {
    try {
      Files.createDirectories(settings.home().resolve("logs"));
    } catch (IOException e) {
      throw new Refusal(
          "The folder %s cannot be written (%s); GOODWORD_HOME names another."
              .formatted(settings.home(), e.getMessage()));
    }
  }

  private void requireDisk() throws IOException {
    long usable = Files.getFileStore(settings.home()).getUsableSpace();
    if (usable < LEAST_DISK) {
      throw new Refusal(
          "Only %d MB are free where %s is, 500 MB are needed; free some, or let GOODWORD_HOME name a folder on another disk."
              .formatted(usable / 1024 / 1024, settings.home()));
    }
  }

  private void requirePorts(boolean keycloak) {
    for (Part part : Part.values()) {
      boolean ours =
          switch (part) {
            case POSTGRES -> settings.postgres().isEmpty();
            case KAFKA, KAFKA_CONTROLLER -> settings.kafka().isEmpty();
            case OIDC -> keycloak || settings.oidc().isEmpty();
            case REFERRAL, REVIEW, REWARD, NOTIFICATION -> settings.services().contains(part);
            case INBOX, SMTP, SMPP -> true;
          };
      if (ours && !Ports.isFree(settings.port(part))) {
        throw new Refusal(
            "Port %d is taken, and %s wants it; %s=<port> moves it, GOODWORD_PORT_OFFSET=100 moves all."
                .formatted(settings.port(part), part.spoken, part.portVariable()));
      }
    }
  }

  /** What libraries have to say goes to a file: the screen is for the person. */
  private void logToFile() throws IOException {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    var file = new FileHandler(settings.log("launcher").toString(), 5_000_000, 1, true);
    file.setFormatter(new SimpleFormatter());
    root.addHandler(file);
    root.setLevel(Level.WARNING);
  }
}
