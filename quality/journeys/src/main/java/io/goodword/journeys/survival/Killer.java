package io.goodword.journeys.survival;

import io.goodword.journeys.stack.OwnStack;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills processes of our own stack with SIGKILL, at random times, in an order that a seed gives.
 */
final class Killer {

  /** A part that has just come back is left alone for a while: the launcher gives up on others. */
  private static final Duration GRACE = Duration.ofSeconds(21);

  private static final Duration WAIT = Duration.ofMinutes(2);

  private final OwnStack stack;
  private final PrintStream out;
  private final Random random;
  private final Map<String, Integer> kills = new TreeMap<>();

  Killer(OwnStack stack, PrintStream out, long seed) {
    this.stack = stack;
    this.out = out;
    this.random = new Random(seed);
  }

  private record Victim(String part, ProcessHandle process) {
    Instant since() {
      return process.info().startInstant().orElse(Instant.EPOCH);
    }
  }

  void kill(Plan plan) {
    Instant begun = Instant.now();
    for (int i = 1; i <= plan.kills(); i++) {
      pause(plan);
      Optional<Victim> victim = choose();
      if (victim.isEmpty()) {
        out.println("   nothing could be killed any more");
        return;
      }
      Victim chosen = victim.get();
      chosen.process().destroyForcibly();
      kills.merge(chosen.part(), 1, Integer::sum);
      out.printf(
          "   %4d s  kill -9 %-22s (%d of %d)%n",
          Duration.between(begun, Instant.now()).toSeconds(), chosen.part(), i, plan.kills());
    }
  }

  /** One that has been up for long enough, by lot; all parts come up again and again. */
  private Optional<Victim> choose() {
    long deadline = System.nanoTime() + WAIT.toNanos();
    while (System.nanoTime() < deadline) {
      Instant latest = Instant.now().minus(GRACE);
      List<Victim> ripe =
          OwnStack.PARTS.stream()
              .flatMap(part -> stack.process(part).map(p -> new Victim(part, p)).stream())
              .filter(victim -> victim.since().isBefore(latest))
              .sorted(Comparator.comparing(victim -> kills.getOrDefault(victim.part(), 0)))
              .toList();
      if (!ripe.isEmpty()) {
        // the less often killed half, so that each part gets its share
        return Optional.of(ripe.get(random.nextInt((ripe.size() + 1) / 2)));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
    return Optional.empty();
  }

  private void pause(Plan plan) {
    long millis =
        random.nextLong(plan.shortestPause().toMillis(), plan.longestPause().toMillis() + 1);
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  Map<String, Integer> kills() {
    return Map.copyOf(kills);
  }
}
