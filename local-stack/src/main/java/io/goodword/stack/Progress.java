package io.goodword.stack;

import java.io.PrintStream;

/** Lines for the person who waits, each with the seconds since the start. */
final class Progress {

  private final PrintStream out;
  private final long begun = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  synchronized void say(String line) {
    out.printf("%5.1f s  %s%n", seconds(), line);
    out.flush();
  }

  double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }
}
