package io.goodword.benchmarks;

import io.goodword.journeys.client.StoryBroken;
import java.nio.file.Path;

/**
 * {@code ./goodword bench <name>}: runs one benchmark against a stack of its own and prints a
 * table.
 */
public final class Bench {

  /** Ports of the benchmark's stack lie this far from the ordinary ones. */
  static final int PORT_OFFSET = 2_000;

  private Bench() {}

  /** Runs the benchmark that the first argument names; exit code 2 for an unknown one. */
  public static void main(String[] arguments) throws Exception {
    String name = arguments.length == 0 ? "" : arguments[0];
    try {
      switch (name) {
        case "start" -> StartBench.run(home(name));
        case "redirect" -> RedirectBench.run(home(name));
        case "journey" -> JourneyBench.run(home(name));
        case "reward" -> RewardBench.run(home(name));
        case "coupons" -> CouponBench.run(home(name));
        default -> {
          System.err.println("Which benchmark? One of: start, redirect, journey, reward, coupons.");
          System.exit(2);
        }
      }
    } catch (StoryBroken e) {
      System.err.println("The benchmark cannot go on: " + e.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  private static Path home(String name) {
    return Path.of("quality", "benchmarks", "target", "stack-" + name).toAbsolutePath();
  }
}
