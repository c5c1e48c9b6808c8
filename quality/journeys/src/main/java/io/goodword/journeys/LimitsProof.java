package io.goodword.journeys;

import io.goodword.journeys.client.StoryBroken;
import io.goodword.journeys.client.World;
import io.goodword.journeys.history.History;
import io.goodword.journeys.history.Scarce;
import io.goodword.journeys.stack.OwnStack;
import io.goodword.journeys.stack.Replicas;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code ./goodword prove limits}: four processes of the reward-service at one database. Budgets,
 * divided and not, and coupons that ten times too many want, then clients with journals of many
 * accounts that must not meet in a deadlock. System properties {@code goodword.rounds} (default
 * 20), {@code goodword.seed} (default 1) and {@code goodword.seconds} of the last part (default
 * 30). Exit code 0 when all of it is exact.
 */
public final class LimitsProof {

  private static final int OFFSET = 3_000;
  private static final int REPLICAS = 4;
  private static final int BUDGET = 50;
  private static final int[] SLOTS = {0, 1, 2, 16};
  private static final int USES = 20;

  private LimitsProof() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    int rounds = Integer.getInteger("goodword.rounds", 20);
    Path home = Path.of("quality", "journeys", "target", "stack-prove").toAbsolutePath();
    boolean exact = false;
    try (OwnStack stack = OwnStack.start(home, OFFSET);
        Replicas replicas = Replicas.start(stack, REPLICAS - 1)) {
      World world = World.at(stack.addresses());
      var scarce = new Scarce(world, replicas.addresses());
      int budgets = 0;
      int coupons = 0;
      for (int round = 1; round <= rounds; round++) {
        int slots = SLOTS[round % SLOTS.length];
        String budget = "budget of %d in %d slots".formatted(BUDGET, slots);
        budgets += told(budget, "paid", BUDGET, scarce.budget(BUDGET, slots));
        coupons += told("code for " + USES, "redeemed", USES, scarce.coupon(USES));
      }
      System.out.printf(
          "F12: %d of %d budgets paid exactly %d; P6: %d of %d codes used exactly %d times;"
              + " 10 times as many attempts, 50 threads, %d processes%n",
          budgets, rounds, BUDGET, coupons, rounds, USES, REPLICAS);
      exact = budgets == rounds && coupons == rounds && noDeadlock(stack, world, replicas);
    } catch (StoryBroken | SQLException broken) {
      System.out.println(broken.getMessage());
    }
    System.exit(exact ? 0 : 1);
  }

  private static int told(String what, String good, int wanted, Map<String, Integer> answers) {
    boolean exact =
        answers.getOrDefault(good, 0) == wanted
            && answers.getOrDefault("spent", wanted) == wanted
            && answers.getOrDefault("available", 0) == 0
            && answers.getOrDefault("held", 0) == 0;
    System.out.printf("   %s: %s%s%n", what, answers, exact ? "" : "  NOT EXACT");
    return exact ? 1 : 0;
  }

  private static boolean noDeadlock(OwnStack stack, World world, Replicas replicas)
      throws SQLException {
    long seed = Long.getLong("goodword.seed", 1);
    int seconds = Integer.getInteger("goodword.seconds", 30);
    long before = deadlocks(stack);
    boolean right =
        new History(world, replicas.addresses())
            .run(seed, () -> pause(seconds), "nothing", System.out);
    // a session reports what it counted within a second of its next transaction
    pause(2);
    long met = deadlocks(stack) - before;
    System.out.printf(
        "deadlocks: %d in %d s of %d clients at %d processes, seed %d%n",
        met, seconds, History.CLIENTS, REPLICAS, seed);
    return right && met == 0;
  }

  private static long deadlocks(OwnStack stack) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                stack.jdbcUrl("reward"), OwnStack.DATABASE_USER, OwnStack.DATABASE_USER);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select deadlocks from pg_stat_database where datname = 'reward'")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void pause(int seconds) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }
}
