package io.goodword.stack;

import java.io.IOException;

/** Signals to processes. */
final class Children {

  private Children() {}

  /** Sends SIGINT: for PostgreSQL a fast stop, where Java's own {@code destroy()} (SIGTERM) would wait for clients. */
  static void interrupt(ProcessHandle process) throws IOException, InterruptedException {
    if (process.isAlive()) {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }
}
