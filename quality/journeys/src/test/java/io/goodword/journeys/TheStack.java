package io.goodword.journeys;

import io.goodword.journeys.client.Addresses;
import io.goodword.journeys.client.World;
import io.goodword.journeys.stack.OwnStack;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The one stack of this test run: one of our own, or with -Dgoodword.stack=running the given one.
 */
final class TheStack {

  private static final int OFFSET = 1_000;

  private static @Nullable OwnStack own;
  private static @Nullable RuntimeException failed;

  private TheStack() {}

  /** A new run in it. */
  static World world() {
    return World.at(
        "running".equals(System.getProperty("goodword.stack"))
            ? Addresses.ofSystemProperties()
            : own().addresses());
  }

  static synchronized OwnStack own() {
    if (failed != null) {
      throw failed;
    }
    if (own == null) {
      try {
        own = OwnStack.start(Path.of("target", "own-stack"), OFFSET);
      } catch (AssertionError e) {
        // the next class need not wait for the same again
        failed = new IllegalStateException(e.getMessage(), e);
        throw failed;
      }
    }
    return own;
  }
}
