package io.goodword.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes we start, and signals to them. */
final class Children {

  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private Children() {}

  /**
   * Sends SIGINT: for PostgreSQL a fast stop, where Java's own {@code destroy()} (SIGTERM) would
   * wait for clients.
   */
  static void interrupt(ProcessHandle process) throws IOException, InterruptedException {
    if (process.isAlive()) {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  /**
   * Kills a process and what it started: the script that runs Keycloak has the server as a child.
   */
  static void kill(ProcessHandle process) {
    List<ProcessHandle> below = process.descendants().toList();
    process.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * The command in a session of its own, so that Ctrl-C reaches the launcher only and it can stop
   * all in order.
   */
  static List<String> detached(List<String> command) {
    if (!Files.isExecutable(SETSID)) {
      return command;
    }
    var detached = new ArrayList<>(List.of(SETSID.toString()));
    detached.addAll(command);
    return detached;
  }

  /** The program {@code java} that runs us. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
