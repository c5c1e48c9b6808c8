package io.goodword.reward.coupon;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fei;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.coupon.Samples.CNY;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A shop's back end, its marketer and its customers, as the service sees them. */
final class Shop {

  /** Client id of the back end; each test has its own, so that wrong codes are counted apart. */
  final String caller = fresh("shop");

  static String name() {
    return fresh("P").replace("P-", "P").substring(0, 30);
  }

  /** Defines a pool of one kind with some more terms. */
  static String pool(Map<String, Object> terms) {
    String name = name();
    define(name, terms).then().statusCode(201);
    return name;
  }

  static Response define(String name, Map<String, Object> terms) {
    fei().body(Map.of("scale", 2, "kind", "cash")).put("/v1/assets/" + CNY).then().statusCode(200);
    return as("mei", "marketer")
        .body(Map.of("name", name, "terms", terms))
        .post("/v1/coupon-pools");
  }

  /** Terms in the test currency; further ones override. */
  static Map<String, Object> terms(Object... namesAndValues) {
    var terms =
        new HashMap<String, Object>(Map.of("kind", "value", "currency", CNY, "amount", 500));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      terms.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return terms;
  }

  static JsonPath read(String pool) {
    return as("mei", "marketer").get("/v1/coupon-pools/" + pool).jsonPath();
  }

  Response assign(String pool, String customer) {
    return assign(pool, customer, fresh("key"));
  }

  Response assign(String pool, String customer, String key) {
    return system()
        .header("Idempotency-Key", key)
        .body(Map.of("customerId", customer))
        .post("/v1/coupon-pools/" + pool + "/assignments");
  }

  /** Gives a customer a code and returns it. */
  String give(String pool, String customer) {
    return assign(pool, customer).then().statusCode(201).extract().path("code");
  }

  Response validate(String code, String customer, long amount) {
    return validate(code, customer, null, amount);
  }

  Response validate(String code, String customer, @Nullable String hint, long amount) {
    Map<String, Object> body = presented(code, customer, amount);
    if (hint != null) {
      body.put("clientHint", hint);
    }
    return system().body(body).post("/v1/coupons/validate");
  }

  Response reserve(String code, String customer, String order, long amount) {
    return send("reserve", fresh("key"), ordered(code, customer, order, amount));
  }

  Response redeem(String code, String customer, String order, long amount) {
    return send("redeem", fresh("key"), ordered(code, customer, order, amount));
  }

  Response redeem(String reservation) {
    return send("redeem", fresh("key"), Map.of("reservationId", reservation));
  }

  Response release(String reservation) {
    return send("release", fresh("key"), Map.of("reservationId", reservation));
  }

  Response rollBack(String redemption, String refund, @Nullable Long amount) {
    var body = new HashMap<String, Object>(Map.of("redemptionId", redemption, "refundId", refund));
    if (amount != null) {
      body.put("amount", amount);
    }
    return send("rollback", fresh("key"), body);
  }

  Response send(String what, String key, Map<String, Object> body) {
    return system().header("Idempotency-Key", key).body(body).post("/v1/coupons/" + what);
  }

  static Map<String, Object> ordered(String code, String customer, String order, long amount) {
    Map<String, Object> body = presented(code, customer, amount);
    body.put("orderId", order);
    return body;
  }

  /** The newest coupon in a customer's own list. */
  static JsonPath wallet(String customer) {
    return as(customer, "customer").get("/v1/customers/" + customer + "/coupons").jsonPath();
  }

  /** What a customer has of an asset. */
  static long units(String customer, String pool, String what) {
    JsonPath balances =
        as(customer, "customer").get("/v1/customers/" + customer + "/balances").jsonPath();
    Long value =
        balances.getObject("items.find { it.asset == 'COUPON:" + pool + "' }." + what, Long.class);
    return value == null ? 0 : value;
  }

  /** Orders codes without a holder. */
  static JsonPath batch(String pool, int count) {
    return as("mei", "marketer")
        .header("Idempotency-Key", fresh("key"))
        .body(Map.of("count", count))
        .post("/v1/coupon-pools/" + pool + "/batches")
        .then()
        .statusCode(202)
        .extract()
        .jsonPath();
  }

  static JsonPath progress(String pool, String batch) {
    return as("mei", "marketer").get("/v1/coupon-pools/" + pool + "/batches/" + batch).jsonPath();
  }

  static Response download(String pool, String batch) {
    return as("fei", "finance")
        .post("/v1/coupon-pools/" + pool + "/batches/" + batch + "/download");
  }

  /** Codes without a holder, made and downloaded. */
  static List<String> codes(String pool, int count) {
    String batch = batch(pool, count).getString("batchId");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> progress(pool, batch).getString("state").equals("ready"));
    return download(pool, batch)
        .then()
        .statusCode(200)
        .extract()
        .asString()
        .lines()
        .skip(1)
        .map(line -> line.substring(line.indexOf(',') + 1))
        .toList();
  }

  private static Map<String, Object> presented(String code, String customer, long amount) {
    var body = new HashMap<String, Object>();
    body.put("code", code);
    body.put("customerId", customer);
    body.put(
        "basket",
        Map.of("currency", CNY, "lines", List.of(Map.of("productId", "tea", "amount", amount))));
    return body;
  }

  private RequestSpecification system() {
    return as(caller, "system");
  }
}
