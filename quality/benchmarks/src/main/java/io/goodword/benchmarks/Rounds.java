package io.goodword.benchmarks;

import io.goodword.journeys.stack.OwnStack;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Interleaved rounds of some variants, and what each of them cost. */
final class Rounds {

  static final int ROUNDS = 7;

  private final Set<Long> database;
  private final long service;
  private final Connection watcher;

  /**
   * Rounds against the reward-service of a stack.
   *
   * @param watcher connection to its database, for figures
   */
  Rounds(OwnStack stack, Connection watcher) {
    this.service = stack.process("reward-service").orElseThrow().pid();
    this.database = Processes.tree(stack.process("postgres").orElseThrow());
    this.watcher = watcher;
  }

  /** Work that posts for a time. */
  @FunctionalInterface
  interface Work {
    Reference.Run run(Duration time) throws IOException, SQLException;
  }

  /** One variant and what its slices measured. */
  static final class Variant {
    final String name;
    final String roundTrips;
    final Work work;
    final double[] perSecond = new double[ROUNDS];
    final double[] clientMicros = new double[ROUNDS];
    final double[] databaseMicros = new double[ROUNDS];
    DatabaseCost cost = new DatabaseCost(0, 0, 0);
    long postings;

    /**
     * A variant.
     *
     * @param roundTrips to the database, for each transaction of it
     */
    Variant(String name, String roundTrips, Work work) {
      this.name = name;
      this.roundTrips = roundTrips;
      this.work = work;
    }

    double[] micros() {
      double[] both = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        both[i] = clientMicros[i] + databaseMicros[i];
      }
      return both;
    }
  }

  /** Runs each variant once in each round, in an order of chance. */
  void run(List<Variant> variants, Duration slice) throws IOException, SQLException {
    for (int round = 0; round < ROUNDS; round++) {
      List<Variant> order = new ArrayList<>(variants);
      Collections.shuffle(order, ThreadLocalRandom.current());
      for (Variant variant : order) {
        slice(variant, round, slice);
      }
      System.out.printf("round %d, load %s%n", round + 1, Processes.load());
    }
  }

  private void slice(Variant variant, int round, Duration slice) throws IOException, SQLException {
    DatabaseCost cost = DatabaseCost.now(watcher);
    double serviceBefore = Processes.cpuSeconds(service);
    database.addAll(databaseProcesses());
    double databaseBefore = cpu(database);
    long began = System.nanoTime();
    Reference.Run run = variant.work.run(slice);
    double seconds = (System.nanoTime() - began) / 1e9;
    double client =
        run.cpuSeconds() > 0 ? run.cpuSeconds() : Processes.cpuSeconds(service) - serviceBefore;
    Set<Long> after = databaseProcesses();
    after.addAll(database);
    variant.perSecond[round] = run.postings() / seconds;
    variant.clientMicros[round] = client * 1e6 / run.postings();
    variant.databaseMicros[round] = (cpu(after) - databaseBefore) * 1e6 / run.postings();
    variant.cost = variant.cost.plus(DatabaseCost.now(watcher).since(cost));
    variant.postings += run.postings();
  }

  private Set<Long> databaseProcesses() {
    return database.stream()
        .findFirst()
        .flatMap(ProcessHandle::of)
        .map(Processes::tree)
        .orElseThrow();
  }

  private static double cpu(Set<Long> pids) {
    return pids.stream().mapToDouble(Processes::cpuSeconds).sum();
  }

  static void print(List<Variant> variants) {
    System.out.println();
    System.out.println(
        "                        operations/s               CPU us/op  client or service   database         WAL B/op  commits/op  fsyncs/op  round trips/commit");
    for (Variant variant : variants) {
      System.out.printf(
          "%-23s %-26s            %-20s %-16s %7.0f  %10.3f  %9.3f  %s%n",
          variant.name,
          Figures.spread("%.0f", variant.perSecond),
          Figures.spread("%.0f", variant.clientMicros),
          Figures.spread("%.0f", variant.databaseMicros),
          variant.cost.walBytes() / variant.postings,
          variant.cost.commits() / variant.postings,
          variant.cost.flushes() / variant.postings,
          variant.roundTrips);
    }
    System.out.println(
        "     The server reports commits and fsyncs up to a second late, which shows in short slices.");
  }

  /** Prints the ratio of two series of the same rounds. */
  static void ratio(String what, double[] one, double[] other, String goal) {
    double[] ratios = new double[one.length];
    for (int i = 0; i < one.length; i++) {
      ratios[i] = one[i] / other[i];
    }
    System.out.printf("%-56s %-21s %s%n", what, Figures.spread("%.2f", ratios), goal);
  }
}
