package io.goodword.journeys.history;

import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.StoryBroken;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Ten times as many want something as there is of it, through several processes at once: exactly as
 * much as there is goes out.
 */
public final class Scarce {

  private static final int THREADS = 50;
  private static final int TIMES_TOO_MANY = 10;
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String CURRENCY = "CASH:CNY";

  private final World world;
  private final List<URI> replicas;
  private final Post post;

  /**
   * At one suite.
   *
   * @param replicas addresses of the processes that are asked in turn
   */
  public Scarce(World world, List<URI> replicas) {
    this.world = world;
    this.replicas = replicas;
    this.post = new Post(world);
  }

  /**
   * A budget from which every attempt reserves one unit and confirms it.
   *
   * @param slots into which it is divided, 0 for none
   * @return answers by their kind; "paid" must be as many as there was
   */
  public Map<String, Integer> budget(int amount, int slots) {
    String budget = world.id(World.fresh("budget"));
    Finance fei = new Finance(world);
    fei.fund(budget, "POINTS", amount, World.fresh("fund")).must(201);
    fei.divide(budget, "POINTS", slots).must(200);
    Map<String, Integer> answers =
        tried(amount * TIMES_TOO_MANY, turn -> reserveAndConfirm(budget, at(turn)));
    for (String figure : List.of("available", "held")) {
      answers.put(figure, (int) fei.budget(budget, "POINTS", figure));
    }
    answers.put("spent", (int) fei.budget(budget, "POINTS", "spent"));
    return answers;
  }

  private String reserveAndConfirm(String budget, URI replica) {
    Object wish =
        Json.object(
            "businessKey", World.fresh("reward"),
            "amount", 1,
            "account", Table.json(new Account("budget", budget)),
            "counter", Table.json(new Account("customer", world.customer(World.fresh("w")))));
    Reply reserved = post.ask(() -> Call.post(replica, "/v1/holds", wish), false).reply();
    if (reserved.status() != 201) {
      return reserved.code();
    }
    String path = "/v1/holds/" + reserved.json().path("holdId").asText() + "/post";
    Reply confirmed = post.ask(() -> Call.post(replica, path, Json.object()), false).reply();
    return confirmed.status() == 200 ? "paid" : confirmed.code();
  }

  /**
   * A code that may be used so often.
   *
   * @return answers by their kind; "redeemed" must be as many as may be
   */
  public Map<String, Integer> coupon(int uses) {
    String code = code(uses);
    return tried(
        uses * TIMES_TOO_MANY,
        turn -> {
          Object order =
              Json.object(
                  "code", code,
                  "customerId", world.customer(World.fresh("w")),
                  "orderId", World.fresh("order"),
                  "basket",
                      Json.object(
                          "currency",
                          CURRENCY,
                          "lines",
                          Json.array(Json.object("productId", "tea", "amount", 700))));
          URI replica = at(turn);
          Reply reply =
              post.ask(() -> Call.post(replica, "/v1/coupons/redeem", order), false).reply();
          return reply.status() == 201 ? "redeemed" : reply.code();
        });
  }

  private String code(int uses) {
    URI reward = world.addresses().reward();
    world
        .send(
            Finance.NAME,
            Call.put(reward, "/v1/assets/" + CURRENCY, Json.object("scale", 2, "kind", "cash")))
        .must(200);
    String pool = World.fresh("P").replace("-", "").substring(0, 20);
    Object terms =
        Json.object("kind", "value", "currency", CURRENCY, "amount", 500, "usesPerCode", uses);
    world
        .send(
            "mei", Call.post(reward, "/v1/coupon-pools", Json.object("name", pool, "terms", terms)))
        .must(201);
    String batches = "/v1/coupon-pools/" + pool + "/batches";
    String batch =
        world
            .send(
                "mei", Call.post(reward, batches, Json.object("count", 1)).key(World.fresh("key")))
            .must(202)
            .json()
            .path("batchId")
            .asText();
    Await.until(
        "the code to be made",
        Await.SOON,
        () -> world.get("mei", reward, batches + "/" + batch).json().path("state").asText(),
        "ready"::equals);
    String line =
        world
            .send(
                Finance.NAME,
                Call.of("POST", URI.create(reward + batches + "/" + batch + "/download")))
            .must(200)
            .text()
            .lines()
            .skip(1)
            .findFirst()
            .orElseThrow();
    return line.substring(line.indexOf(',') + 1);
  }

  private URI at(int turn) {
    return replicas.get(turn % replicas.size());
  }

  private static Map<String, Integer> tried(int times, IntFunction<String> attempt) {
    Map<String, Integer> answers = new TreeMap<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<String>> all =
          IntStream.range(0, times)
              .<Callable<String>>mapToObj(turn -> () -> attempt.apply(turn))
              .toList();
      var running = new ArrayList<Future<String>>();
      all.forEach(one -> running.add(threads.submit(one)));
      for (Future<String> one : running) {
        answers.merge(one.get(LIMIT.toSeconds(), TimeUnit.SECONDS), 1, Integer::sum);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new StoryBroken("An attempt did not come to its end: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryBroken("interrupted", e);
    }
    return answers;
  }
}
