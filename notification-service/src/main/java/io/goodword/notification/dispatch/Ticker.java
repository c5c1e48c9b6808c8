package io.goodword.notification.dispatch;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A thread that does rounds of work with pauses, and survives rounds that fail. */
public final class Ticker {

  private static final Logger LOG = Logger.getLogger(Ticker.class);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
  private static final long STOP_MILLIS = 3_000;

  private final String name;
  private final Supplier<Duration> round;
  private volatile boolean stopping;
  private @Nullable Thread thread;

  /**
   * A ticker that does not run yet.
   *
   * @param round one round; returns the pause after it
   */
  public Ticker(String name, Supplier<Duration> round) {
    this.name = name;
    this.round = round;
  }

  /** Starts the thread. */
  public synchronized void start() {
    thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /** Ends the present pause. */
  public synchronized void wake() {
    LockSupport.unpark(thread);
  }

  /** Lets the present round end and starts no other. */
  public void stop() {
    stopping = true;
    Thread running = thread;
    if (running == null) {
      return;
    }
    LockSupport.unpark(running);
    try {
      running.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopping) {
      Duration pause = AFTER_FAILURE;
      try {
        pause = round.get();
      } catch (RuntimeException e) {
        if (!stopping) {
          LOG.warnf("%s: a round failed and is tried again: %s", name, e.getMessage());
          LOG.debug("the failed round", e);
        }
      }
      if (!stopping && pause.isPositive()) {
        LockSupport.parkNanos(pause.toNanos());
      }
    }
  }
}
