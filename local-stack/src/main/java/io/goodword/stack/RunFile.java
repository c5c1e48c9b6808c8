package io.goodword.stack;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * {@code run.json}: which processes belong to the stack, for the next start to find them after a
 * kill.
 */
final class RunFile {

  static final String LAUNCHER = "launcher";

  /** Process start times are kept by the kernel in ticks of 10 ms. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  private final Path file;
  private final Path home;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  RunFile(Path home) {
    this.home = home;
    this.file = home.resolve("run.json");
  }

  /** A process number alone says little: the system uses it again. */
  record Entry(long pid, Instant startedAt) {

    static Entry of(ProcessHandle process) {
      return new Entry(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }
  }

  /** What a former run left written; empty when there is nothing, or nothing readable. */
  Map<String, Entry> read() {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      return Json.MAPPER.readValue(file.toFile(), new TypeReference<Map<String, Entry>>() {});
    } catch (IOException e) {
      return Map.of();
    }
  }

  synchronized void put(String name, ProcessHandle process) throws IOException {
    entries.put(name, Entry.of(process));
    Path draft = file.resolveSibling("run.json.draft");
    Files.writeString(
        draft, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(entries));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void remove() throws IOException {
    Files.deleteIfExists(file);
  }

  /**
   * The running process of an entry, if it is still the one that was written down and its command
   * line is ours.
   */
  Optional<ProcessHandle> alive(Entry entry) {
    return alive(entry, home.toString());
  }

  /** The running launcher that was written down. */
  Optional<ProcessHandle> launcher() {
    return Optional.ofNullable(read().get(LAUNCHER))
        .flatMap(entry -> alive(entry, Launcher.class.getName()));
  }

  private static Optional<ProcessHandle> alive(Entry entry, String inCommandLine) {
    return ProcessHandle.of(entry.pid())
        .filter(ProcessHandle::isAlive)
        .filter(process -> sameStart(process, entry))
        .filter(process -> process.info().commandLine().orElse("").contains(inCommandLine));
  }

  private static boolean sameStart(ProcessHandle process, Entry entry) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, entry.startedAt()).abs())
        .map(gap -> gap.compareTo(START_TOLERANCE) <= 0)
        .orElse(false);
  }

  /**
   * Stops the children that a killed launcher left behind.
   *
   * @return how many there were
   */
  int stopLeftovers() throws IOException, InterruptedException {
    Map<String, ProcessHandle> left = new LinkedHashMap<>();
    read().forEach((name, entry) -> alive(entry).ifPresent(process -> left.put(name, process)));
    left.remove(LAUNCHER);
    for (var child : left.entrySet()) {
      if (child.getKey().equals(Part.POSTGRES.id())) {
        Children.interrupt(child.getValue());
      } else {
        child.getValue().destroy();
      }
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    for (ProcessHandle process : left.values()) {
      while (process.isAlive() && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
      Children.kill(process);
    }
    return left.size();
  }
}
