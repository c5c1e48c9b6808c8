package io.goodword.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.actor.Marketer;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.World;
import io.goodword.journeys.stack.OwnStack;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A million codes: how long they take, how much memory the service needs meanwhile, and whether all
 * of them differ. The service has the heap that every benchmark gives it; what it holds at the end
 * must not be more than what it held after the first tenth.
 */
final class CouponBench {

  private static final int CODES = 1_000_000;
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final String CURRENCY = "CASH:CNY";

  private final World world;
  private final URI reward;
  private final long service;

  /** What was seen of a batch that grows. */
  private record Look(int made, double mebibytes) {}

  private CouponBench(World world, OwnStack stack) {
    this.world = world;
    this.reward = world.addresses().reward();
    this.service = stack.process("reward-service").orElseThrow().pid();
  }

  static void run(Path home) {
    try (OwnStack stack = OwnStack.start(home, Bench.PORT_OFFSET)) {
      new CouponBench(World.at(stack.addresses()), stack).measure();
    }
  }

  private void measure() {
    String pool = pool();
    long began = System.nanoTime();
    String batch =
        world
            .send(
                Marketer.NAME,
                Call.post(
                        reward,
                        "/v1/coupon-pools/" + pool + "/batches",
                        Json.object("count", CODES))
                    .key(World.fresh("batch")))
            .must(200, 201, 202)
            .json()
            .path("batchId")
            .asText();
    List<Look> looks = new ArrayList<>();
    JsonNode ready =
        Await.value(CODES + " codes", LIMIT, () -> look(pool, batch, looks).filter(this::isReady));
    double seconds = (System.nanoTime() - began) / 1e9;
    byte[] csv =
        world
            .send(
                Marketer.NAME,
                Call.post(
                    reward,
                    "/v1/coupon-pools/" + pool + "/batches/" + batch + "/download",
                    Json.object()))
            .must(200)
            .bytes();
    print(ready, seconds, looks, csv.length, different(csv));
  }

  private String pool() {
    world
        .send(
            Finance.NAME,
            Call.put(reward, "/v1/assets/" + CURRENCY, Json.object("scale", 2, "kind", "cash")))
        .must(200);
    String name = "MILLION-" + world.run().toUpperCase(Locale.ROOT);
    world
        .send(
            Marketer.NAME,
            Call.post(
                reward,
                "/v1/coupon-pools",
                Json.object(
                    "name",
                    name,
                    "terms",
                    Json.object(
                        "kind",
                        "value",
                        "currency",
                        CURRENCY,
                        "amount",
                        500,
                        "validUntil",
                        "2099-01-01T00:00:00Z"))))
        .must(201);
    return name;
  }

  private Optional<JsonNode> look(String pool, String batch, List<Look> looks) {
    JsonNode progress =
        world
            .get(Marketer.NAME, reward, "/v1/coupon-pools/" + pool + "/batches/" + batch)
            .must(200)
            .json();
    looks.add(new Look(progress.path("made").asInt(), Processes.pssMebibytes(service)));
    return Optional.of(progress);
  }

  private boolean isReady(JsonNode progress) {
    return progress.path("state").asText().equals("ready");
  }

  private static int different(byte[] csv) {
    Set<String> codes = new HashSet<>();
    // a header, then number and code
    new String(csv, StandardCharsets.UTF_8)
        .lines()
        .skip(1)
        .forEach(line -> codes.add(line.substring(line.indexOf(',') + 1)));
    return codes.size();
  }

  private static void print(
      JsonNode ready, double seconds, List<Look> looks, int bytes, int different) {
    double early =
        looks.stream()
            .filter(look -> look.made() <= CODES / 10)
            .mapToDouble(Look::mebibytes)
            .max()
            .orElse(0);
    double late = looks.stream().mapToDouble(Look::mebibytes).max().orElse(0);
    System.out.printf(
        "     %,d codes in %.1f s, collisions %d, entropy of a code %d bits%n",
        ready.path("made").asInt(),
        seconds,
        ready.path("collisions").asInt(),
        ready.path("entropyBits").asInt());
    System.out.printf(
        "     memory of the service: at most %.0f MiB for the first tenth, %.0f MiB for all (PSS)%n",
        early, late);
    System.out.printf("     downloaded %,d bytes, %,d different codes%n", bytes, different);
    System.out.printf("     load %s%n", Processes.load());
    Expect.same("Different codes", CODES, different);
  }
}
