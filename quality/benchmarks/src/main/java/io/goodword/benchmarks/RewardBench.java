package io.goodword.benchmarks;

import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.World;
import io.goodword.journeys.stack.OwnStack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * P2 and P3: journals over HTTP, from 10,000 customers to 10,000 places and to one place that all
 * of them credit, beside the same rows by hand-written JDBC in the same run. The relay is off: what
 * it costs to publish is P5's. GOODWORD_BENCH_SLICE (default PT5S) shortens it for a try.
 */
final class RewardBench {

  private static final int ACCOUNTS = 10_000;
  private static final int CLIENTS = 64;
  private static final int CONNECTIONS = 16;
  private static final int BATCH = 100;
  private static final int BATCH_CONNECTIONS = 2;
  private static final int ROUNDS = 7;
  private static final Duration SLICE =
      Duration.parse(Objects.requireNonNullElse(System.getenv("GOODWORD_BENCH_SLICE"), "PT5S"));
  private static final Duration WARM_UP = SLICE.multipliedBy(5);
  private static final int FUNDED_AT_ONCE = 98;
  private static final long PLENTY = 1_000_000;

  private final World world;
  private final Set<Long> database;
  private final long service;
  private final Connection watcher;
  private final Reference reference;
  private final String place;

  private RewardBench(World world, OwnStack stack, Reference reference, Connection watcher) {
    this.world = world;
    this.service = stack.process("reward-service").orElseThrow().pid();
    this.database = Processes.tree(stack.process("postgres").orElseThrow());
    this.watcher = watcher;
    this.place = world.id("hot");
    this.reference = reference;
  }

  /** Work that posts for a time. */
  @FunctionalInterface
  private interface Work {
    Reference.Run run(Duration time) throws IOException, SQLException;
  }

  /** One variant and what its slices measured. */
  private static final class Variant {
    final String name;
    final Work work;
    final double[] perSecond = new double[ROUNDS];
    final double[] clientMicros = new double[ROUNDS];
    final double[] databaseMicros = new double[ROUNDS];
    DatabaseCost cost = new DatabaseCost(0, 0, 0);
    long postings;

    Variant(String name, Work work) {
      this.name = name;
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

  static void run(Path home) throws IOException {
    try (OwnStack stack = OwnStack.start(home, Bench.PORT_OFFSET)) {
      String url = "jdbc:postgresql://127.0.0.1:" + (15_432 + Bench.PORT_OFFSET) + "/reward";
      try (Connection watcher = DriverManager.getConnection(url, "goodword", "goodword");
          var reference = new Reference(url, ACCOUNTS)) {
        new RewardBench(World.at(stack.addresses()), stack, reference, watcher).measure();
      } catch (SQLException e) {
        throw new IOException("the database of the benchmark failed", e);
      }
    }
  }

  private void measure() throws IOException, SQLException {
    open();
    var cold = new Variant("P2 over HTTP", http(this::coldJournal));
    var coldJdbc = new Variant("P2 by JDBC", time -> reference.cold(CONNECTIONS, time));
    var hot = new Variant("P3 over HTTP", http(this::hotJournal));
    var hotBatches =
        new Variant("P3 raw batches", time -> reference.batches(BATCH_CONNECTIONS, BATCH, time));
    var hotLocked = new Variant("P3 lock first", time -> reference.lockedFirst(CONNECTIONS, time));
    List<Variant> variants = List.of(cold, coldJdbc, hot, hotBatches, hotLocked);
    System.out.printf(
        "warming up HTTP for %s, JDBC for %s%n", WARM_UP.multipliedBy(2), SLICE.multipliedBy(3));
    cold.work.run(WARM_UP);
    hot.work.run(WARM_UP);
    for (Variant variant : List.of(coldJdbc, hotBatches, hotLocked)) {
      variant.work.run(SLICE);
    }
    for (int round = 0; round < ROUNDS; round++) {
      List<Variant> order = new ArrayList<>(variants);
      Collections.shuffle(order, ThreadLocalRandom.current());
      for (Variant variant : order) {
        slice(variant, round);
      }
      System.out.printf("round %d, load %s%n", round + 1, Processes.load());
    }
    print(variants);
    compare(cold, coldJdbc, hot, hotBatches, hotLocked);
    new Finance(world).mustBalance();
    System.out.println("     ledger balanced: true");
  }

  private void slice(Variant variant, int round) throws IOException, SQLException {
    DatabaseCost cost = DatabaseCost.now(watcher);
    double serviceBefore = Processes.cpuSeconds(service);
    database.addAll(databaseProcesses());
    double databaseBefore = cpu(database);
    long began = System.nanoTime();
    Reference.Run run = variant.work.run(SLICE);
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

  private Work http(Supplier<String> journals) {
    URI uri = URI.create(world.addresses().reward() + "/v1/journals");
    String head =
        "POST %s HTTP/1.1\r\nHost: %s:%d\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
            .formatted(uri.getPath(), uri.getHost(), uri.getPort(), world.tokens().ofShop());
    var loop = new ClosedLoop(uri, CLIENTS, 201, () -> request(head, journals.get()));
    return time -> new Reference.Run(loop.run(time), 0);
  }

  private static byte[] request(String head, String body) {
    return (head
            + "Idempotency-Key: "
            + random()
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  private String coldJournal() {
    return spending(person(), "place-" + ThreadLocalRandom.current().nextInt(ACCOUNTS));
  }

  private String hotJournal() {
    return spending(person(), place);
  }

  private static String spending(String customer, String place) {
    return """
        {"kind":"spend","businessKey":"%s","legs":[\
        {"account":{"class":"customer","owner":"%s","asset":"POINTS"},"amount":-1},\
        {"account":{"class":"redemption","owner":"%s","asset":"POINTS"},"amount":1}]}"""
        .formatted(random(), customer, place);
  }

  private String person() {
    return person(ThreadLocalRandom.current().nextInt(ACCOUNTS));
  }

  private String person(int number) {
    return "person-" + number + "-" + world.run();
  }

  private static UUID random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong());
  }

  /** Opens the accounts, with enough on each, by the posting function itself. */
  private void open() throws SQLException {
    try (PreparedStatement open =
        watcher.prepareStatement(
            """
            select ledger_apply(
                jsonb_build_array(jsonb_build_object('op', 'post', 'id', gen_random_uuid(), 'kind', 'fund',
                    'businessKey', gen_random_uuid(), 'hash', 'opening', 'actor', 'bench',
                    'legs', (select jsonb_agg(jsonb_build_object('a', n, 'n', ?, 'm', 'EXACT')) from generate_series(0, ? - 1) n)
                        || jsonb_build_array(jsonb_build_object('a', ?, 'n', ?, 'm', 'EXACT')))),
                (select jsonb_agg(jsonb_build_object('class', 'customer', 'owner', ? || (? + n) || ?, 'asset', 'POINTS'))
                   from generate_series(0, ? - 1) n)
                    || jsonb_build_array(jsonb_build_object('class', 'issuance', 'owner', 'house', 'asset', 'POINTS')),
                now())
            """)) {
      for (int first = 0; first < ACCOUNTS; first += FUNDED_AT_ONCE) {
        open.setLong(1, PLENTY);
        open.setInt(2, FUNDED_AT_ONCE);
        open.setInt(3, FUNDED_AT_ONCE);
        open.setLong(4, -PLENTY * FUNDED_AT_ONCE);
        open.setString(5, "person-");
        open.setInt(6, first);
        open.setString(7, "-" + world.run());
        open.setInt(8, FUNDED_AT_ONCE);
        open.execute();
      }
    }
  }

  private static void print(List<Variant> variants) {
    System.out.println();
    System.out.println(
        "                 journals/s                 CPU us/op  client or service   database        WAL B/op  commits/op  fsyncs/op");
    for (Variant variant : variants) {
      System.out.printf(
          "%-16s %-26s            %-20s %-16s %7.0f  %10.3f  %9.3f%n",
          variant.name,
          Figures.spread("%.0f", variant.perSecond),
          Figures.spread("%.0f", variant.clientMicros),
          Figures.spread("%.0f", variant.databaseMicros),
          variant.cost.walBytes() / variant.postings,
          variant.cost.commits() / variant.postings,
          variant.cost.flushes() / variant.postings);
    }
    System.out.println(
        "     Round trips: 1 a commit by JDBC; 4 a commit over HTTP (apply, events, answers, commit).");
    System.out.println(
        "     The server reports commits and fsyncs up to a second late, which shows in short slices.");
  }

  private static void compare(
      Variant cold, Variant coldJdbc, Variant hot, Variant hotBatches, Variant hotLocked) {
    System.out.println();
    System.out.println(
        "                                                     median [min, max]     goal");
    row(
        "P2  CPU of JDBC / CPU of HTTP, client and database",
        ratio(coldJdbc.micros(), cold.micros()),
        ">= 0.70");
    row(
        "    HTTP / JDBC, throughput (load on the same cores)",
        ratio(cold.perSecond, coldJdbc.perSecond),
        "-");
    row(
        "P3  HTTP / raw batches of 100, throughput",
        ratio(hot.perSecond, hotBatches.perSecond),
        ">= 0.5");
    row(
        "P3  HTTP / ledger that locks first, throughput",
        ratio(hot.perSecond, hotLocked.perSecond),
        ">= 5");
    Expect.that("P3 should have posted", hot.postings > 0, hot.postings);
  }

  private static void row(String what, double[] values, String goal) {
    System.out.printf("%-52s %-21s %s%n", what, Figures.spread("%.2f", values), goal);
  }

  private static double[] ratio(double[] one, double[] other) {
    double[] ratios = new double[one.length];
    for (int i = 0; i < one.length; i++) {
      ratios[i] = one[i] / other[i];
    }
    return ratios;
  }
}
