package io.goodword.reward.catalogue;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.leg;

import io.goodword.reward.Api;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The catalogue as its callers see it. */
final class Shelf {

  private Shelf() {}

  static String sku() {
    return fresh("GIFT");
  }

  /** A gift for 100 points; {@code more} replaces or adds fields. */
  static Map<String, Object> gift(String kind, Map<String, Object> more) {
    Map<String, Object> text = Map.of("name", "茶具", "description", "Tea set");
    var gift =
        new HashMap<String, Object>(
            Map.of(
                "kind",
                kind,
                "price",
                Map.of("asset", "POINTS", "amount", 100),
                "texts",
                Map.of("zh-CN", text, "zh-TW", text, "en", text)));
    gift.putAll(more);
    return gift;
  }

  static Response write(String sku, @Nullable String tag, Map<String, Object> gift) {
    var request = as("mei", "marketer").body(gift);
    return (tag == null ? request : request.header("If-Match", tag)).put("/v1/gifts/" + sku);
  }

  static Response stock(String sku, long quantity) {
    return stock(sku, quantity, fresh("stock"));
  }

  static Response stock(String sku, long quantity, String key) {
    return Api.fei()
        .header("Idempotency-Key", key)
        .body(Map.of("quantity", quantity, "reason", "delivery note 1"))
        .post("/v1/gifts/" + sku + "/stock");
  }

  /** A gift for 100 points that is there so many times. */
  static String stocked(String kind, long units, Map<String, Object> more) {
    String sku = sku();
    write(sku, null, gift(kind, more)).then().statusCode(200);
    stock(sku, units).then().statusCode(201);
    return sku;
  }

  /** A customer with so many points. */
  static String customer(long points) {
    String customer = fresh("customer");
    String campaign = fresh("campaign");
    Api.fund(campaign, "POINTS", points).then().statusCode(201);
    Api.adjust(
            "POINTS",
            List.of(
                leg("budget", campaign, "POINTS", -points),
                leg("customer", customer, "POINTS", points)))
        .then()
        .statusCode(201);
    return customer;
  }

  static Response redeem(String customer, String sku) {
    return redeem(customer, fresh("key"), Map.of("sku", sku));
  }

  static Response redeem(String customer, String key, Map<String, Object> wish) {
    return as(customer, "customer")
        .header("Idempotency-Key", key)
        .body(wish)
        .post("/v1/redemptions");
  }

  /** The id of a redemption that must come about. */
  static String redeemed(String customer, String sku) {
    return redeem(customer, sku)
        .then()
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("redemptionId");
  }

  static Response confirm(String id) {
    return step(id, "confirm", Map.of());
  }

  static Response cancel(String id, @Nullable Boolean returnStock) {
    var body = new HashMap<String, Object>(Map.of("reason", "other"));
    if (returnStock != null) {
      body.put("returnStock", returnStock);
    }
    return step(id, "cancel", body);
  }

  static Response step(String id, String step, Map<String, Object> body) {
    return as("su", "support")
        .header("Idempotency-Key", fresh("step"))
        .body(body)
        .post("/v1/redemptions/" + id + "/" + step);
  }

  static String state(String id) {
    return as("su", "support")
        .get("/v1/redemptions/" + id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getString("redemption.state");
  }

  /** Units on hand and reserved. */
  static List<Long> units(String sku) {
    JsonPath staff = as("mei", "marketer").get("/v1/gifts/" + sku).jsonPath();
    return List.of(staff.getLong("staff.onHand"), staff.getLong("staff.reserved"));
  }
}
