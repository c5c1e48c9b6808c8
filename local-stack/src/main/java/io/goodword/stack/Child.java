package io.goodword.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A process of the stack that is started again whenever it dies, after 1, 2, 4 up to 15 seconds,
 * and given up after eight quick deaths in a row (three, while it has never been ready).
 */
final class Child {

  private static final int QUICK_DEATHS = 8;
  private static final int DEATHS_BEFORE_READY = 3;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /** A process that was ready for this long did not die of how it was started. */
  private static final Duration QUICK = Duration.ofSeconds(3);

  private static final long LOG_LIMIT = 10L * 1024 * 1024;

  /**
   * How to run it.
   *
   * @param name what the log file and the lines on the screen call it
   * @param environment added to our own
   * @param ready whether it can be used; asked again and again, may be slow
   */
  record Plan(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path directory,
      Path log,
      BooleanSupplier ready) {}

  /** What the launcher wants to know of it. */
  interface Listener {
    void started(String name, ProcessHandle process);

    void said(String line);
  }

  private final Plan plan;
  private final Listener listener;
  private final CompletableFuture<Duration> firstReady = new CompletableFuture<>();
  private volatile boolean stopping;
  private volatile @Nullable Process process;

  Child(Plan plan, Listener listener) {
    this.plan = plan;
    this.listener = listener;
  }

  /** Starts it and the thread that watches it. */
  Child start() {
    Thread.ofPlatform().daemon().name("watch-" + plan.name()).start(this::watch);
    return this;
  }

  String name() {
    return plan.name();
  }

  /**
   * Done when it was ready for the first time, with how long that took; failed with a {@link
   * Refusal} when given up.
   */
  CompletableFuture<Duration> firstReady() {
    return firstReady;
  }

  private void watch() {
    int quickDeaths = 0;
    try {
      while (!stopping) {
        long begun = System.nanoTime();
        Process running = launch();
        boolean ready = awaitReady(running, begun);
        long readySince = System.nanoTime();
        int code = running.waitFor();
        if (stopping) {
          return;
        }
        Duration lived = since(begun);
        boolean quick = !ready || since(readySince).compareTo(QUICK) < 0;
        quickDeaths = quick ? quickDeaths + 1 : 1;
        if (quickDeaths >= (firstReady.isDone() ? QUICK_DEATHS : DEATHS_BEFORE_READY)) {
          giveUp(quickDeaths, code);
          return;
        }
        pause(code, lived, quickDeaths);
      }
    } catch (IOException e) {
      fail("%s could not be started: %s".formatted(plan.name(), e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process launch() throws IOException {
    Files.createDirectories(plan.log().toAbsolutePath().getParent());
    if (Files.exists(plan.log()) && Files.size(plan.log()) > LOG_LIMIT) {
      Files.move(
          plan.log(),
          plan.log().resolveSibling(plan.log().getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    var builder =
        new ProcessBuilder(Children.detached(plan.command()))
            .directory(plan.directory().toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(plan.log().toFile()));
    builder.environment().putAll(plan.environment());
    synchronized (this) {
      // a stop that comes now must find the process, or prevent it
      if (stopping) {
        throw new IOException("the stack is being stopped");
      }
      Process started = builder.start();
      process = started;
      listener.started(plan.name(), started.toHandle());
      return started;
    }
  }

  private boolean awaitReady(Process running, long begun) throws InterruptedException {
    while (running.isAlive() && !stopping) {
      if (plan.ready().getAsBoolean()) {
        if (!firstReady.complete(since(begun))) {
          listener.said("%s is back".formatted(plan.name()));
        }
        return true;
      }
      running.waitFor(150, TimeUnit.MILLISECONDS);
    }
    return false;
  }

  private void pause(int code, Duration lived, int quickDeaths) throws InterruptedException {
    var pause =
        Duration.ofSeconds(Math.min(LONGEST_PAUSE.toSeconds(), 1L << Math.min(quickDeaths - 1, 5)));
    listener.said(
        "%s ended (%s) after %d s; it is started again in %d s%s"
            .formatted(
                plan.name(),
                reason(code),
                lived.toSeconds(),
                pause.toSeconds(),
                firstReady.isDone() ? "" : ". It said last:\n" + LastLines.of(plan.log(), 5)));
    long deadline = System.nanoTime() + pause.toNanos();
    while (!stopping && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
  }

  private void giveUp(int deaths, int code) {
    fail(
        "%s ended %d times in a row (%s) and is given up. It said last (%s):\n%s"
            .formatted(
                plan.name(), deaths, reason(code), plan.log(), LastLines.of(plan.log(), 15)));
  }

  private void fail(String sentence) {
    if (!stopping && !firstReady.completeExceptionally(new Refusal(sentence))) {
      listener.said(sentence);
    }
  }

  private static String reason(int code) {
    return code > 128 ? "signal " + (code - 128) : "exit code " + code;
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Asks it to end and does not start it again. */
  void requestStop() {
    Process running;
    synchronized (this) {
      stopping = true;
      running = process;
    }
    if (running == null || !running.isAlive()) {
      return;
    }
    try {
      if (plan.name().equals(Part.POSTGRES.id())) {
        Children.interrupt(running.toHandle());
      } else {
        running.destroy();
      }
    } catch (IOException e) {
      running.destroyForcibly();
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for its end until the moment of {@link System#nanoTime()}, then kills it. */
  void awaitEnd(long deadline) {
    Process running = process;
    if (running == null) {
      return;
    }
    try {
      if (!running.waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
        Children.kill(running.toHandle());
        running.waitFor();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
