package io.goodword.reward.rounds;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A daemon thread that does one round after the other, with a pause that each round chooses. */
public final class Rounds {

  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final Duration first;
  private final Supplier<Duration> round;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Rounds that are not begun yet.
   *
   * @param name name of the thread
   * @param first pause before the first round
   * @param round does one round and tells how long to pause after it; deals with its own failures
   */
  public Rounds(String name, Duration first, Supplier<Duration> round) {
    this.first = first;
    this.round = round;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  /** Begins; to be called once. */
  public void start() {
    thread.start();
  }

  /** Lets the round under way end, for two seconds at most. */
  public void stop() throws InterruptedException {
    stopped.countDown();
    if (thread.isAlive()) {
      thread.join(GOODBYE);
    }
  }

  private void run() {
    Duration pause = first;
    while (!stopsWithin(pause)) {
      pause = round.get();
    }
  }

  private boolean stopsWithin(Duration pause) {
    try {
      return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
