package io.goodword.benchmarks;

import io.goodword.journeys.actor.Marketer;
import io.goodword.journeys.actor.Stage;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.World;
import io.goodword.journeys.stack.OwnStack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * P1: the short-link redirect with the code in the cache and the click recorded, beside {@code
 * /ping} of the same process, in interleaved rounds of random order after a warm-up.
 */
final class RedirectBench {

  private static final int CONNECTIONS = 16;
  private static final int ROUNDS = 7;
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration SLICE = Duration.ofSeconds(8);
  private static final long SEED = 20_261_122L;

  private RedirectBench() {}

  private record Slice(double perSecond, double cpuMicros) {}

  static void run(Path home) throws IOException {
    try (OwnStack stack = OwnStack.start(home, Bench.PORT_OFFSET)) {
      World world = World.at(stack.addresses());
      Stage stage = Stage.open(world, "redirect");
      long service = stack.process("referral-service").orElseThrow().pid();
      var redirect =
          new ClosedLoop(
              URI.create(world.addresses().referral() + "/r/" + stage.code()), CONNECTIONS, 302);
      var ping =
          new ClosedLoop(URI.create(world.addresses().referral() + "/ping"), CONNECTIONS, 200);
      System.out.println("warming up both for " + WARM_UP.toSeconds() + " s each");
      long redirects = redirect.run(WARM_UP);
      ping.run(WARM_UP);
      double[] ratio = new double[ROUNDS];
      double[] cpuRatio = new double[ROUNDS];
      double[] perSecond = new double[ROUNDS];
      double[] cpu = new double[ROUNDS];
      var order = new Random(SEED);
      for (int round = 0; round < ROUNDS; round++) {
        boolean redirectFirst = order.nextBoolean();
        Slice first = measure(redirectFirst ? redirect : ping, service);
        Slice second = measure(redirectFirst ? ping : redirect, service);
        Slice ours = redirectFirst ? first : second;
        Slice reference = redirectFirst ? second : first;
        redirects += Math.round(ours.perSecond() * SLICE.toSeconds());
        ratio[round] = ours.perSecond() / reference.perSecond();
        cpuRatio[round] = ours.cpuMicros() / reference.cpuMicros();
        perSecond[round] = ours.perSecond();
        cpu[round] = ours.cpuMicros();
        System.out.printf(
            "round %d: redirect %.0f/s %.0f us CPU, ping %.0f/s %.0f us CPU, load %s%n",
            round + 1,
            ours.perSecond(),
            ours.cpuMicros(),
            reference.perSecond(),
            reference.cpuMicros(),
            Processes.load());
      }
      print(ratio, cpuRatio, perSecond, cpu);
      counted(world, stage, redirects);
    }
  }

  private static Slice measure(ClosedLoop loop, long service) throws IOException {
    double before = Processes.cpuSeconds(service);
    long began = System.nanoTime();
    long answers = loop.run(SLICE);
    double seconds = (System.nanoTime() - began) / 1e9;
    double cpu = Processes.cpuSeconds(service) - before;
    return new Slice(answers / seconds, cpu * 1e6 / answers);
  }

  private static void print(double[] ratio, double[] cpuRatio, double[] perSecond, double[] cpu) {
    System.out.println();
    System.out.println("                                        median [min, max]     goal");
    System.out.println(
        "P1  redirect / ping, throughput         %-21s >= 0.80"
            .formatted(Figures.spread("%.2f", ratio)));
    System.out.println(
        "P1  redirect / ping, service CPU an op  %-21s <= 1.30"
            .formatted(Figures.spread("%.2f", cpuRatio)));
    System.out.println(
        "    redirects a second                  %s".formatted(Figures.spread("%.0f", perSecond)));
    System.out.println(
        "    service CPU microseconds a redirect %s".formatted(Figures.spread("%.0f", cpu)));
  }

  /** A redirect that is fast because it forgets the click would be no redirect. */
  private static void counted(World world, Stage stage, long redirects) {
    var mei = new Marketer(world);
    long raw =
        Await.until(
            "clicks to be counted",
            Duration.ofSeconds(60),
            () -> mei.funnel(stage.campaign()).must(200).json().path("clicks").path("raw").asLong(),
            clicks -> clicks > 0);
    System.out.printf(
        "    clicks in the funnel after the run  %d of about %d redirects%n", raw, redirects);
  }
}
