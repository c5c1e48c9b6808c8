package io.goodword.journeys.history;

import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.StoryBroken;
import io.goodword.journeys.client.World;
import io.goodword.journeys.stack.OwnStack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ends the service and its database at moments that the seed gives, and waits until both work. */
final class Interruptions {

  private static final Duration BACK = Duration.ofSeconds(90);

  private final OwnStack stack;
  private final World world;
  private final Random random;
  private final List<String> done = new ArrayList<>();

  Interruptions(OwnStack stack, World world, Random random) {
    this.stack = stack;
    this.world = world;
    this.random = random;
  }

  /** How a process of ours is ended. */
  private enum End {
    SERVICE_KILLED("reward-service", "KILL"),
    DATABASE_KILLED("postgres", "KILL"),
    DATABASE_STOPPED_AT_ONCE("postgres", "QUIT");

    private final String part;
    private final String signal;

    End(String part, String signal) {
      this.part = part;
      this.signal = signal;
    }
  }

  /** Service and database in turn, the first of them by lot. */
  void run(int count) {
    List<End> ends =
        new ArrayList<>(
            List.of(
                End.SERVICE_KILLED,
                random.nextBoolean() ? End.DATABASE_KILLED : End.DATABASE_STOPPED_AT_ONCE));
    Collections.shuffle(ends, random);
    for (int i = 0; i < count; i++) {
      pause(2_500, 5_000);
      end(ends.get(i % ends.size()));
    }
    pause(2_000, 4_000);
  }

  private void end(End end) {
    ProcessHandle victim =
        stack
            .process(end.part)
            .orElseThrow(() -> new StoryBroken(end.part + " does not run, so it cannot end."));
    try {
      new ProcessBuilder("kill", "-" + end.signal, Long.toString(victim.pid())).start().waitFor();
    } catch (IOException e) {
      throw new StoryBroken(end.part + " could not be ended: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    done.add("%s -%s".formatted(end.part, end.signal));
    Await.value(
        end.part + " to be back",
        BACK,
        () ->
            stack
                .process(end.part)
                .filter(process -> process.pid() != victim.pid())
                .filter(process -> ready())
                .or(Optional::empty));
  }

  private boolean ready() {
    try {
      Call call = Call.get(world.addresses().reward(), "/q/health/ready");
      return world.sendAsStranger(call).status() == 200;
    } catch (StoryBroken noAnswer) {
      return false;
    }
  }

  private void pause(int least, int most) {
    long until =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextLong(least, most + 1L));
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  @Override
  public String toString() {
    return done.isEmpty() ? "none" : String.join(", ", done);
  }
}
