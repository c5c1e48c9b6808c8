package io.goodword.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.actor.Customer;
import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.actor.Marketer;
import io.goodword.journeys.actor.Shop;
import io.goodword.journeys.actor.Stage;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.StoryBroken;
import io.goodword.journeys.client.Topics;
import io.goodword.journeys.client.World;
import io.goodword.journeys.stack.OwnStack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * P10: an order of a recommended friend comes in, the rewards of both sides are booked, the
 * friend's message lies in the mail sink. Orders come at a fixed rate whatever the answers do (open
 * loop); every latency counts from the instant at which the order was due.
 */
final class JourneyBench {

  private static final int RATE = 50;
  private static final int WARM_UP_SECONDS = 120;
  private static final int SECONDS = 60;
  private static final int ADVOCATES = 50;
  private static final Duration SETTLE = Duration.ofSeconds(60);

  private final World world;
  private final Map<String, Instant> due = new ConcurrentHashMap<>();
  private final Map<String, Double> answered = new ConcurrentHashMap<>();
  private final Set<String> failed = ConcurrentHashMap.newKeySet();

  private JourneyBench(World world) {
    this.world = world;
  }

  static void run(Path home) {
    try (OwnStack stack = OwnStack.start(home, Bench.PORT_OFFSET)) {
      new JourneyBench(World.at(stack.addresses())).measure();
    }
  }

  private void measure() {
    List<String> codes = advocates();
    List<String> friends = friends((WARM_UP_SECONDS + SECONDS) * RATE);
    var topics = new Topics(world.addresses().kafka());
    Topics.Mark mark = topics.end(List.of("goodword.reward"));
    System.out.printf(
        "warming up for %d s, then %d orders a second for %d s%n", WARM_UP_SECONDS, RATE, SECONDS);
    try (var sightings = new Sightings(world)) {
      measure(friends, codes, topics, mark, sightings);
    }
  }

  private void measure(
      List<String> friends,
      List<String> codes,
      Topics topics,
      Topics.Mark mark,
      Sightings sightings) {
    int warm = WARM_UP_SECONDS * RATE;
    play(friends.subList(0, warm), codes);
    due.clear();
    answered.clear();
    Set<Long> pids = Processes.tree(ProcessHandle.current());
    pids.remove(ProcessHandle.current().pid());
    double before = pids.stream().mapToDouble(Processes::cpuSeconds).sum();
    List<String> measured = friends.subList(warm, friends.size());
    play(measured, codes);
    double cpu = pids.stream().mapToDouble(Processes::cpuSeconds).sum() - before;
    Map<String, Instant> messages = awaitMessages(measured, sightings);
    Map<String, Instant> rewards = rewards(topics, mark);
    print(measured, rewards, messages, cpu);
  }

  /** Advocates with links, because one person who gets 50 messages a second is not the case. */
  private List<String> advocates() {
    Stage stage =
        Stage.open(
            world,
            "journey",
            1_000_000_000L,
            campaign ->
                campaign.set(
                    "rewards",
                    Json.array(
                        Marketer.reward("first-paid-order", "advocate", "POINTS", 500, "PT0S"),
                        Marketer.reward("first-paid-order", "friend", "POINTS", 200, "PT0S"))));
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < ADVOCATES; i++) {
      var advocate = new Customer(world, world.customer("advocate" + i));
      codes.add(advocate.link(stage.campaign()).must(200, 201).json().path("code").asText());
    }
    new Finance(world).proof().must(200);
    return codes;
  }

  private List<String> friends(int count) {
    List<String> friends = new ArrayList<>();
    var batch = Json.array();
    var shop = new Shop(world);
    for (int i = 0; i < count; i++) {
      String friend = world.customer("friend" + i);
      friends.add(friend);
      ObjectNode profile = Shop.profile(friend + "@mail.example", null, "zh-CN", "Asia/Shanghai");
      profile.put("customerId", friend);
      batch.add(profile);
      if (batch.size() == 500 || i == count - 1) {
        shop.contacts(Json.object("items", batch)).must(200);
        batch = Json.array();
      }
    }
    return friends;
  }

  private void play(List<String> friends, List<String> codes) {
    long began = System.nanoTime();
    Instant start = Instant.now();
    long gap = TimeUnit.SECONDS.toNanos(1) / RATE;
    try (ExecutorService senders = Executors.newFixedThreadPool(32)) {
      for (int i = 0; i < friends.size(); i++) {
        String friend = friends.get(i);
        String code = codes.get(i % codes.size());
        Instant at = start.plusNanos(gap * i);
        long wait = began + gap * i - System.nanoTime();
        if (wait > 0) {
          LockSupport.parkNanos(wait);
        }
        due.put(friend, at);
        var unused = senders.submit(() -> order(friend, code, at));
      }
    }
  }

  private void order(String friend, String code, Instant at) {
    ObjectNode fact = Shop.paid("order-" + friend, friend, 19_900);
    ((ObjectNode) fact.path("data")).set("claim", Json.object("code", code));
    try {
      JsonNode item = new Shop(world).report(fact).must(200).json().path("items").path(0);
      if (item.path("attributed").asBoolean()) {
        answered.put(friend, seconds(at, Instant.now()));
      } else {
        failed.add(friend + " " + item);
      }
    } catch (StoryBroken e) {
      failed.add(friend + " " + e.getMessage());
    }
  }

  /** When the second message of each friend (welcome, then reward) arrived. */
  private static Map<String, Instant> awaitMessages(List<String> friends, Sightings sightings) {
    Map<String, Instant> arrived = new ConcurrentHashMap<>();
    Instant limit = Instant.now().plus(SETTLE);
    while (arrived.size() < friends.size() && Instant.now().isBefore(limit)) {
      sightings.look();
      for (String friend : friends) {
        Instant second = sightings.arrival(friend + "@mail.example", 2);
        if (!second.equals(Instant.MIN)) {
          arrived.put(friend, second);
        }
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }
    return arrived;
  }

  private static Map<String, Instant> rewards(Topics topics, Topics.Mark mark) {
    Map<String, Instant> booked = new ConcurrentHashMap<>();
    for (Topics.Entry entry :
        topics.since(
            mark,
            List.of("goodword.reward"),
            entry -> entry.type().equals("io.goodword.reward.grant.made.v1"))) {
      String data = entry.data();
      if (data != null) {
        JsonNode grant = Json.read(data.getBytes(StandardCharsets.UTF_8));
        if (grant.path("beneficiary").asText().equals("friend")) {
          booked.put(
              grant.path("beneficiaryId").asText(),
              Instant.parse(grant.path("occurredAt").asText()));
        }
      }
    }
    return booked;
  }

  private void print(
      List<String> friends,
      Map<String, Instant> rewards,
      Map<String, Instant> messages,
      double cpu) {
    System.out.println();
    System.out.println(
        "P10  from the instant an order was due       n      p50     p95     p99     max   goal");
    row(
        "answer to the shop",
        friends.stream()
            .filter(answered::containsKey)
            .mapToDouble(friend -> answered.getOrDefault(friend, 0.0))
            .toArray(),
        "");
    row("reward booked", latencies(friends, rewards), "");
    row("message in the sink", latencies(friends, messages), "p99 <= 1.000 s");
    System.out.printf(
        "     orders due %d, attributed %d, failed %d, rewards missing %d, messages missing %d%n",
        friends.size(),
        answered.size(),
        failed.size(),
        friends.size() - count(friends, rewards),
        friends.size() - count(friends, messages));
    System.out.printf(
        "     CPU of the whole stack: %.1f s in %d s, %.1f ms an order; load %s%n",
        cpu, SECONDS, cpu * 1_000 / friends.size(), Processes.load());
    failed.stream().limit(3).forEach(failure -> System.out.println("     failed: " + failure));
    boolean balanced = new Finance(world).proof().must(200).json().path("balanced").asBoolean();
    System.out.println("     ledger balanced: " + balanced);
  }

  private static void row(String what, double[] seconds, String goal) {
    if (seconds.length == 0) {
      System.out.printf("     %-36s %6d%n", what, 0);
      return;
    }
    System.out.printf(
        "     %-36s %6d  %6.3f  %6.3f  %6.3f  %6.3f   %s%n",
        what,
        seconds.length,
        Figures.quantile(0.5, seconds),
        Figures.quantile(0.95, seconds),
        Figures.quantile(0.99, seconds),
        Figures.quantile(1, seconds),
        goal);
  }

  private double[] latencies(List<String> friends, Map<String, Instant> ends) {
    return friends.stream()
        .filter(ends::containsKey)
        .mapToDouble(
            friend ->
                seconds(
                    due.getOrDefault(friend, Instant.EPOCH),
                    ends.getOrDefault(friend, Instant.EPOCH)))
        .toArray();
  }

  private static long count(List<String> friends, Map<String, Instant> ends) {
    return friends.stream().filter(ends::containsKey).count();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }
}
