package io.goodword.benchmarks;

import io.goodword.journeys.client.StoryBroken;
import io.goodword.journeys.stack.OwnStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * S1 and S2: how long the whole local stack takes from a built tree to ready, what it weighs then,
 * and how long it takes to be gone. The first round has empty data folders, so it also creates four
 * databases.
 */
final class StartBench {

  private static final int ROUNDS = 3;

  private StartBench() {}

  static void run(Path home) {
    double[] up = new double[ROUNDS];
    double[] cpu = new double[ROUNDS];
    double[] pss = new double[ROUNDS];
    double[] down = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long began = System.nanoTime();
      OwnStack stack = OwnStack.start(home, Bench.PORT_OFFSET);
      up[round] = secondsSince(began);
      Set<Long> pids = Processes.tree(ProcessHandle.current());
      pids.remove(ProcessHandle.current().pid());
      cpu[round] = pids.stream().mapToDouble(Processes::cpuSeconds).sum();
      pss[round] = pids.stream().mapToDouble(Processes::pssMebibytes).sum();
      long stopping = System.nanoTime();
      stack.close();
      down[round] = untilGone(pids, stopping);
      System.out.printf(
          "round %d: up %.1f s, %.1f CPU s, %.0f MiB in %d processes, gone after %.1f s, load %s%n",
          round + 1, up[round], cpu[round], pss[round], pids.size(), down[round], Processes.load());
    }
    System.out.println();
    System.out.println("                                        median [min, max]     goal");
    System.out.println(
        "S1  up to all ready, seconds            %-21s <= 45"
            .formatted(Figures.spread("%.1f", up)));
    System.out.println(
        "    CPU seconds until ready             %-21s -".formatted(Figures.spread("%.1f", cpu)));
    System.out.println(
        "S1  stop to nothing left, seconds       %-21s <= 5"
            .formatted(Figures.spread("%.1f", down)));
    System.out.println(
        "S2  whole stack, MiB PSS                %-21s <= 1331"
            .formatted(Figures.spread("%.0f", pss)));
  }

  private static double untilGone(Set<Long> pids, long since) {
    Duration patience = Duration.ofSeconds(30);
    while (pids.stream()
        .anyMatch(pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))) {
      if (System.nanoTime() - since > patience.toNanos()) {
        throw new StoryBroken("Something of the stack was left after 30 s.");
      }
      Thread.onSpinWait();
    }
    return secondsSince(since);
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
