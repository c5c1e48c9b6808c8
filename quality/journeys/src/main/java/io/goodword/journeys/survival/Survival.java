package io.goodword.journeys.survival;

import io.goodword.journeys.actor.Stage;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.World;
import io.goodword.journeys.stack.OwnStack;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Load, kills, healing, and the comparison. */
public final class Survival {

  static final long BUDGET = 500_000_000L;

  /** Services measure their outbox every five seconds; so long must nothing be seen waiting. */
  private static final Duration QUIET = Duration.ofSeconds(11);

  private static final Duration LINE_EVERY = Duration.ofSeconds(5);

  private Survival() {}

  /** Runs it against a stack of our own, which is up. */
  public static Verdict run(OwnStack stack, Plan plan, PrintStream out) {
    out.printf(
        "Survival: %d kills at random, %d journeys a second, seed %d%n",
        plan.kills(), plan.journeysPerSecond(), plan.seed());
    World world = World.at(stack.addresses());
    Stage stage = Stage.open(world, "survivor", BUDGET, campaign -> {});
    var journal = new Journal();
    var killer = new Killer(stack, out, plan.seed());
    try (var vitals = new Vitals(world)) {
      try (var load = new Load(stage, journal, plan.seed())) {
        load.begin(plan.journeysPerSecond());
        killer.kill(plan);
        Await.until("services to be ready again", plan.heal(), vitals::notReady, List::isEmpty);
        load.end();
      }
      out.printf(
          "   killed %s; %,d friends, %,d requests, %,d without an answer%n",
          killer.kills(), journal.friends().size(), journal.requests(), journal.unknown());
      return heal(new Checker(stage, journal, vitals), vitals, plan, out);
    }
  }

  private static Verdict heal(Checker checker, Vitals vitals, Plan plan, PrintStream out) {
    long begun = System.nanoTime();
    long deadline = begun + plan.heal().toNanos();
    long nextLine = begun;
    var settled = new HashSet<String>();
    List<String> missing = checker.missing(settled);
    long healed = System.nanoTime();
    while (System.nanoTime() < deadline
        && (!missing.isEmpty() || System.nanoTime() - healed < QUIET.toNanos())) {
      if (!missing.isEmpty() && System.nanoTime() >= nextLine) {
        out.printf("   %4d s  %s%n", seconds(begun, System.nanoTime()), vitals.line());
        nextLine = System.nanoTime() + LINE_EVERY.toNanos();
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      missing = checker.missing(settled);
      healed = missing.isEmpty() ? healed : System.nanoTime();
    }
    out.printf(
        "   %s after %d s, of %d%n",
        missing.isEmpty() ? "healed" : "NOT HEALED",
        seconds(begun, healed),
        plan.heal().toSeconds());
    return checker.verdict(missing.isEmpty(), missing);
  }

  private static long seconds(long from, long to) {
    return TimeUnit.NANOSECONDS.toSeconds(to - from);
  }
}
