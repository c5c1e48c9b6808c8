package io.goodword.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** P6: a code that everybody redeems at the same time. */
final class HotCoupon {

  /** Looking the code up is outside of the transaction. */
  static final String ROUND_TRIPS = "11, and 2 before it";

  private static final int PLENTY = 1_000_000;
  private static final int LIMIT = 100;
  private static final int WANTED = 400;
  private static final String CURRENCY = "CASH:BENCH";

  private final World world;
  private final URI reward;

  HotCoupon(World world) {
    this.world = world;
    this.reward = world.addresses().reward();
  }

  /** Redemptions of one code, each for an order and a customer of its own. */
  Rounds.Work redeeming(int clients) throws IOException {
    String code = code("BENCH-PLENTY-", PLENTY);
    String head = ClosedLoop.head(reward, "/v1/coupons/redeem", world.tokens().ofShop());
    var loop =
        new ClosedLoop(
            reward.resolve("/v1/coupons/redeem"),
            clients,
            201,
            () -> ClosedLoop.post(head, Json.write(order(code))));
    return time -> new Reference.Run(loop.run(time), 0);
  }

  /** Lets more orders than it is good for redeem a code at once. */
  void mustRedeemExactly(int clients) throws IOException {
    String code = code("BENCH-SCARCE-", LIMIT);
    List<Future<Reply>> replies = new ArrayList<>();
    int redeemed = 0;
    try (var threads = Executors.newFixedThreadPool(clients)) {
      for (int i = 0; i < WANTED; i++) {
        replies.add(
            threads.submit(
                () ->
                    world.sendAsShop(
                        Call.post(reward, "/v1/coupons/redeem", order(code))
                            .key(World.fresh("redeem")))));
      }
      for (Future<Reply> reply : replies) {
        if (reply.get().status() == 201) {
          redeemed++;
        } else {
          reply.get().mustRefuse(422, "coupon-used-up");
        }
      }
    } catch (ExecutionException e) {
      throw new IOException("a redemption failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    System.out.printf(
        "P6  redeemed of a code that is good for %d, wanted by %d  %d%n", LIMIT, WANTED, redeemed);
    Expect.same("uses of the scarce code", LIMIT, redeemed);
  }

  private JsonNode order(String code) {
    return Json.object(
        "code",
        code,
        "customerId",
        "customer-" + RewardBench.random(),
        "orderId",
        RewardBench.random().toString(),
        "basket",
        Json.object(
            "currency",
            CURRENCY,
            "lines",
            Json.array(Json.object("productId", "tea", "amount", 12_000))));
  }

  /** A new code without a holder that is good for some orders. */
  private String code(String name, int uses) throws IOException {
    String pool = (name + world.run()).toUpperCase(java.util.Locale.ROOT);
    world
        .send(
            "fei",
            Call.put(reward, "/v1/assets/" + CURRENCY, Json.object("scale", 2, "kind", "cash")))
        .must(200);
    world
        .send(
            "mei",
            Call.post(
                reward,
                "/v1/coupon-pools",
                Json.object(
                    "name",
                    pool,
                    "terms",
                    Json.object(
                        "kind",
                        "value",
                        "amount",
                        500,
                        "currency",
                        CURRENCY,
                        "usesPerCode",
                        uses))))
        .must(201);
    String batches = "/v1/coupon-pools/" + pool + "/batches";
    String batch =
        world
            .send(
                "mei",
                Call.post(reward, batches, Json.object("count", 1)).key(World.fresh("batch")))
            .must(202)
            .json()
            .path("batchId")
            .asText();
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!world
        .get("mei", reward, batches + "/" + batch)
        .must(200)
        .json()
        .path("state")
        .asText()
        .equals("ready")) {
      if (System.nanoTime() > deadline) {
        throw new IOException("the code was not made within 30 seconds");
      }
    }
    String csv =
        world
            .send("mei", Call.post(reward, batches + "/" + batch + "/download", Json.object()))
            .must(200)
            .text()
            .strip();
    return csv.substring(csv.lastIndexOf(',') + 1).replace("\"", "");
  }
}
