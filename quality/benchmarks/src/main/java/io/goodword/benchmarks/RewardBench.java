package io.goodword.benchmarks;

import io.goodword.benchmarks.Rounds.Variant;
import io.goodword.journeys.actor.Finance;
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
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * P2 and P3: journals over HTTP, from 10,000 customers to 10,000 places and to one place that all
 * of them credit. P4: milestones that become rewards. P6: one coupon that 64 clients redeem. Each
 * beside hand-written JDBC in the same run. H2: a budget in slots beside one that is not divided.
 * The relay is off: what it costs to publish is P5's. GOODWORD_BENCH_SLICE (default PT5S) shortens
 * it for a try.
 */
final class RewardBench {

  private static final int ACCOUNTS = 10_000;
  private static final int CLIENTS = 64;
  private static final int CONNECTIONS = 16;
  private static final int BATCH = 100;
  private static final int SLOTS = 8;
  private static final int BATCH_CONNECTIONS = 2;
  private static final Duration SLICE =
      Duration.parse(Objects.requireNonNullElse(System.getenv("GOODWORD_BENCH_SLICE"), "PT5S"));

  /** Of each thing that the service does: its compilers must have come to rest. */
  private static final Duration WARM_UP = SLICE.multipliedBy(14);

  private static final int FUNDED_AT_ONCE = 98;
  private static final long PLENTY = 1_000_000;

  private final World world;
  private final Rounds rounds;
  private final Connection watcher;
  private final Reference reference;
  private final String place;

  private RewardBench(World world, OwnStack stack, Reference reference, Connection watcher) {
    this.world = world;
    this.rounds = new Rounds(stack, watcher);
    this.watcher = watcher;
    this.place = world.id("hot");
    this.reference = reference;
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
    try (var milestones = new Milestones(world, watcher)) {
      measure(milestones);
    }
  }

  private void measure(Milestones milestones) throws IOException, SQLException {
    var coupon = new HotCoupon(world);
    var cold = new Variant("P2 over HTTP", "4", http(this::coldJournal));
    var coldJdbc = new Variant("P2 by JDBC", "1", time -> reference.cold(CONNECTIONS, time));
    var hot = new Variant("P3 over HTTP", "4", http(this::hotJournal));
    var many = new Variant("P3 over HTTP, 100 each", "4", this::hotBatches);
    var hotBatches =
        new Variant(
            "P3 raw batches", "1", time -> reference.batches(BATCH_CONNECTIONS, BATCH, time));
    var hotLocked =
        new Variant("P3 lock first", "1", time -> reference.lockedFirst(CONNECTIONS, time));
    var consumed = new Variant("P4 consumed", Milestones.ROUND_TRIPS, milestones::consume);
    var grantOne = new Variant("P4 by JDBC, one by one", "1", time -> reference.grants(1, time));
    var grantMany = new Variant("P4 by JDBC, 100", "1", time -> reference.grants(BATCH, time));
    var redeemed = new Variant("P6 over HTTP", HotCoupon.ROUND_TRIPS, coupon.redeeming(CLIENTS));
    var updated = new Variant("P6 raw update", "1", time -> reference.uses(CONNECTIONS, time));
    var whole = new HotBudget(world, 0, this::person);
    var slots = new HotBudget(world, SLOTS, this::person);
    var undivided =
        new Variant("H0 one budget", "2", time -> reference.run(CONNECTIONS, time, whole::give));
    var divided =
        new Variant("H2 its slots", "2", time -> reference.run(CONNECTIONS, time, slots::give));
    List<Variant> variants =
        List.of(
            cold,
            coldJdbc,
            hot,
            many,
            hotBatches,
            hotLocked,
            consumed,
            grantOne,
            grantMany,
            redeemed,
            updated,
            undivided,
            divided);
    System.out.printf(
        "warming up: journals, milestones and redemptions for %s each, the others for %s%n",
        WARM_UP, SLICE);
    for (Variant variant : variants) {
      boolean serves = variant == cold || variant == consumed || variant == redeemed;
      variant.work.run(serves ? WARM_UP : SLICE);
    }
    rounds.run(variants, SLICE);
    Rounds.print(variants);
    System.out.println();
    System.out.println(
        "                                                         median [min, max]     goal");
    Rounds.ratio(
        "P2  CPU of JDBC / CPU of HTTP, client and database",
        coldJdbc.micros(),
        cold.micros(),
        ">= 0.70");
    Rounds.ratio(
        "    HTTP / JDBC, throughput (load on the same cores)",
        cold.perSecond,
        coldJdbc.perSecond,
        "-");
    Rounds.ratio(
        "P3  HTTP / raw batches of 100, throughput", hot.perSecond, hotBatches.perSecond, ">= 0.5");
    Rounds.ratio(
        "    HTTP, 100 a request / raw batches of 100, throughput",
        many.perSecond,
        hotBatches.perSecond,
        "-");
    Rounds.ratio(
        "P3  HTTP / ledger that locks first, throughput",
        hot.perSecond,
        hotLocked.perSecond,
        ">= 5");
    Rounds.ratio(
        "P4  consumed / JDBC one by one, throughput",
        consumed.perSecond,
        grantOne.perSecond,
        ">= 3");
    Rounds.ratio(
        "    JDBC batches of 100 / one by one, throughput",
        grantMany.perSecond,
        grantOne.perSecond,
        "-");
    Rounds.ratio(
        "P6  HTTP / raw conditional update, throughput",
        redeemed.perSecond,
        updated.perSecond,
        ">= 0.8");
    Rounds.ratio(
        "H2  one budget in %d slots / undivided, single journals".formatted(SLOTS),
        divided.perSecond,
        undivided.perSecond,
        "-");
    coupon.mustRedeemExactly(CLIENTS);
    new Finance(world).mustBalance();
    System.out.println("     ledger balanced: true");
  }

  private Rounds.Work http(Supplier<String> journals) {
    String head = head("/v1/journals");
    var loop =
        new ClosedLoop(
            URI.create(world.addresses().reward() + "/v1/journals"),
            CLIENTS,
            201,
            () -> ClosedLoop.post(head, journals.get()));
    return time -> new Reference.Run(loop.run(time), 0);
  }

  private String head(String path) {
    return ClosedLoop.head(world.addresses().reward(), path, world.tokens().ofShop());
  }

  /** The same journals as those of the one account, a hundred in each request. */
  private Reference.Run hotBatches(Duration time) throws IOException {
    String head = head("/v1/journals/batch");
    var loop =
        new ClosedLoop(
            URI.create(world.addresses().reward() + "/v1/journals/batch"),
            BATCH_CONNECTIONS,
            200,
            () ->
                ClosedLoop.post(
                    head,
                    Stream.generate(this::hotJournal)
                        .limit(BATCH)
                        .collect(
                            Collectors.joining(",", "{\"mode\":\"per-item\",\"items\":[", "]}"))));
    return new Reference.Run(loop.run(time) * BATCH, 0);
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

  static UUID random() {
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
}
