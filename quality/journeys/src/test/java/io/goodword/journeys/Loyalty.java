package io.goodword.journeys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.net.URI;

/**
 * A gift, a redemption of it and a tier programme for one customer; a pool with a batch of codes.
 */
final class Loyalty {

  private final World world;
  private final URI reward;
  final String sku = World.fresh("GIFT");
  final String programme = World.fresh("club");
  final String pool = World.fresh("P").substring(0, 30);
  private String redemption = "";
  private String batch = "";

  Loyalty(World world) {
    this.world = world;
    this.reward = world.addresses().reward();
  }

  /** Makes all of them; the campaign pays the customer's points. */
  static Loyalty of(World world, String campaign, String customer) {
    var made = new Loyalty(world);
    made.send("mei", Call.put(made.reward, "/v1/gifts/" + made.sku, gift())).must(200);
    made.send(
            "mei",
            Call.post(
                    made.reward,
                    "/v1/gifts/" + made.sku + "/stock",
                    Json.object("quantity", 5, "reason", "delivery"))
                .key(World.fresh("stock")))
        .must(201);
    String hold =
        made.send(
                "fei",
                Call.post(
                        made.reward,
                        "/v1/holds",
                        Json.object(
                            "businessKey", World.fresh("points"),
                            "amount", 1,
                            "account", account("budget", campaign),
                            "counter", account("customer", customer)))
                    .key(World.fresh("hold")))
            .must(201)
            .json()
            .path("holdId")
            .asText();
    made.send(
            "fei",
            Call.post(made.reward, "/v1/holds/" + hold + "/post", Json.object())
                .key(World.fresh("points")))
        .must(200);
    made.redemption =
        made.send(
                customer,
                Call.post(made.reward, "/v1/redemptions", Json.object("sku", made.sku))
                    .key(World.fresh("wish")))
            .must(201)
            .json()
            .path("redemptionId")
            .asText();
    String path = "/v1/tier-programmes/" + made.programme;
    String tag =
        made.send("mei", Call.put(made.reward, path, programme())).must(200).header("ETag");
    made.send(
            "mei",
            Call.post(made.reward, path + "/activate", Json.object()).header("If-Match", tag))
        .must(200);
    made.codes();
    return made;
  }

  private void codes() {
    ObjectNode cash = Json.object("scale", 2, "kind", "cash");
    send("fei", Call.put(reward, "/v1/assets/CASH:CNY", cash)).must(200);
    ObjectNode terms =
        Json.object(
            "kind", "value",
            "currency", "CASH:CNY",
            "amount", 500,
            "validUntil", "2099-01-01T00:00:00Z");
    send("mei", Call.post(reward, "/v1/coupon-pools", Json.object("name", pool, "terms", terms)))
        .must(201);
    batch =
        send(
                "mei",
                Call.post(reward, "/v1/coupon-pools/" + pool + "/batches", Json.object("count", 2))
                    .key(World.fresh("codes")))
            .must(202)
            .json()
            .path("batchId")
            .asText();
  }

  String batch() {
    return batch;
  }

  String redemption() {
    return redemption;
  }

  /** A gift for one point. */
  static ObjectNode gift() {
    ObjectNode text = Json.object("name", "Cup", "description", "A sturdy cup.");
    return Json.object(
        "kind", "material",
        "price", Json.object("asset", "POINTS", "amount", 1),
        "image", "/images/cup.jpg",
        "market", "CN",
        "texts", Json.object("zh-CN", text, "zh-TW", text, "en", text),
        "limits",
            Json.object("perPerson", 9, "perPeriod", 9, "period", "month", "zone", "Asia/Shanghai"),
        "confirmWithin", "P7D");
  }

  /** Levels by friends who paid. */
  static ObjectNode programme() {
    return Json.object(
        "qualifying", Json.object("count", "referrals"),
        "window", "P12M",
        "zone", "Asia/Shanghai",
        "downgrade", "one_down",
        "grace", "P30D",
        "evaluationDay", 1,
        "levels", Json.array(level("MEMBER", 0), level("GOLD", 1_000)));
  }

  private static ObjectNode level(String code, int threshold) {
    return Json.object(
        "code", code, "threshold", threshold, "names", Json.languages("会员", "會員", code));
  }

  private static ObjectNode account(String kind, String owner) {
    return Json.object("class", kind, "owner", owner, "asset", "POINTS");
  }

  private Reply send(String user, Call call) {
    return world.send(user, call);
  }
}
