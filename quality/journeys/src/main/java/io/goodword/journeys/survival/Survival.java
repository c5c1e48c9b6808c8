package io.goodword.journeys.survival;

import io.goodword.journeys.actor.Stage;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.StoryBroken;
import io.goodword.journeys.client.World;
import io.goodword.journeys.stack.OwnStack;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Load, kills, healing, and the comparison. */
public final class Survival {

  static final long BUDGET = 500_000_000L;

  /** Services measure their outbox every five seconds; so long must nothing be seen waiting. */
  private static final Duration QUIET = Duration.ofSeconds(11);

  private static final Duration READY_LIMIT = Duration.ofSeconds(60);

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
    try (var load = new Load(stage, journal, plan.seed())) {
      load.begin(plan.journeysPerSecond());
      killer.kill(plan);
      awaitReady(world);
      load.end();
    }
    out.printf(
        "   killed %s; %,d friends, %,d requests, %,d without an answer%n",
        killer.kills(), journal.friends().size(), journal.requests(), journal.unknown());
    return heal(new Checker(stage, journal), plan, out);
  }

  private static void awaitReady(World world) {
    for (URI base :
        List.of(
            world.addresses().referral(),
            world.addresses().review(),
            world.addresses().reward(),
            world.addresses().notification())) {
      Await.until(
          base + " to be ready again", READY_LIMIT, () -> isReady(world, base), ready -> ready);
    }
  }

  private static boolean isReady(World world, URI base) {
    try {
      return world.sendAsStranger(Call.get(base, "/q/health/ready")).status() == 200;
    } catch (StoryBroken noAnswer) {
      return false;
    }
  }

  private static Verdict heal(Checker checker, Plan plan, PrintStream out) {
    long begun = System.nanoTime();
    long deadline = begun + plan.heal().toNanos();
    var settled = new HashMap<String, Boolean>();
    List<String> missing = checker.missing(settled);
    long quiet = System.nanoTime();
    while (System.nanoTime() < deadline
        && (!missing.isEmpty() || System.nanoTime() - quiet < QUIET.toNanos())) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      missing = checker.missing(settled);
      quiet = missing.isEmpty() ? quiet : System.nanoTime();
    }
    out.printf(
        "   healed: %s after %d s%n",
        missing.isEmpty(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
    return checker.verdict(missing.isEmpty(), missing);
  }
}
