package io.goodword.journeys.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Patience with a limit: asks again until something is so. */
public final class Await {

  /** How long an effect may take to arrive in another service, on a busy machine. */
  public static final Duration SOON = Duration.ofSeconds(60);

  private static final long PAUSE_MILLIS = 100;

  private Await() {}

  /**
   * Waits for a value.
   *
   * @param awaited what is awaited, as the rest of "waited 60 s for ..."
   * @throws StoryBroken when it has not come in time
   */
  public static <T> T value(String awaited, Duration limit, Supplier<Optional<T>> question) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> found = question.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > deadline) {
        throw new StoryBroken("Waited %d s for %s, in vain.".formatted(limit.toSeconds(), awaited));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
    }
  }

  /**
   * Waits until what is read fits, and says what was read last when it never does.
   *
   * @throws StoryBroken when it has not come in time
   */
  public static <T> T until(
      String awaited, Duration limit, Supplier<T> reading, Predicate<T> wanted) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      T found = reading.get();
      if (wanted.test(found)) {
        return found;
      }
      if (System.nanoTime() > deadline) {
        throw new StoryBroken(
            "Waited %d s for %s, in vain; the last answer was %s"
                .formatted(limit.toSeconds(), awaited, found));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
    }
  }

  /** Whether a condition comes true within a limit. */
  public static boolean happens(Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
    }
    return true;
  }
}
