package io.goodword.reward.draw;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.leg;
import static org.awaitility.Awaitility.await;

import io.goodword.reward.Api;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws as marketers, customers and auditors meet them over HTTP. */
final class DrawApi {

  static final Duration UNTIL_CLOSED = Duration.ofHours(2);

  private static final Duration SOON = Duration.ofSeconds(60);

  private DrawApi() {}

  /** An open draw of the market CN that closes in an hour; a ticket costs 100 points. */
  static Map<String, Object> draft(Map<String, ?>... prizes) {
    var draft = new HashMap<String, Object>();
    draft.put("market", "CN");
    draft.put(
        "texts",
        Map.of(
            "zh-CN", notice("冬日茶会抽奖", "会员均可参加。"),
            "zh-TW", notice("冬日茶會抽獎", "會員均可參加。"),
            "en", notice("Winter tea draw", "For members.")));
    draft.put("prizes", List.of(prizes));
    draft.put("tickets", Map.of("price", 100, "maxPerPerson", 5));
    draft.put("opensAt", Instant.now().minusSeconds(3_600).toString());
    draft.put("closesAt", Instant.now().plusSeconds(3_600).toString());
    return draft;
  }

  private static Map<String, String> notice(String title, String conditions) {
    return Map.of(
        "title", title,
        "conditions", conditions,
        "award", "奖品自动存入账户 / paid to the account",
        "forfeit", "账户注销视为放弃 / closing the account",
        "organiser", "示例茶业 / Example Tea, 400-000-0000");
  }

  static Map<String, Object> prize(String asset, long amount, int quantity) {
    return prize(asset, amount, quantity, 100 * amount);
  }

  static Map<String, Object> prize(String asset, long amount, int quantity, long fen) {
    return Map.of(
        "name", Map.of("zh-CN", "奖品" + amount, "zh-TW", "獎品" + amount, "en", "Prize of " + amount),
        "asset", asset,
        "amount", amount,
        "quantity", quantity,
        "fairValue", Map.of("currency", "CNY", "amount", fen));
  }

  static Response announce(Map<String, Object> draft) {
    return announce(fresh("announce"), draft);
  }

  static Response announce(String key, Map<String, Object> draft) {
    return as("mei", "marketer").header("Idempotency-Key", key).body(draft).post("/v1/draws");
  }

  /** Announces a good draft and returns the id of the draw. */
  static String announced(Map<String, Object> draft) {
    return announce(draft).then().statusCode(201).extract().path("id");
  }

  static Response revise(String draw, String tag, Map<String, Object> draft) {
    return as("mei", "marketer").header("If-Match", tag).body(draft).put("/v1/draws/" + draw);
  }

  static Response cancel(String draw, String reason) {
    return as("mei", "marketer")
        .header("Idempotency-Key", fresh("cancel"))
        .body(Map.of("reason", reason))
        .post("/v1/draws/" + draw + "/cancel");
  }

  static Response buy(String draw, String customer, int quantity) {
    return buy(draw, customer, quantity, fresh("buy"));
  }

  static Response buy(String draw, String customer, int quantity, String key) {
    return as(customer, "customer")
        .header("Idempotency-Key", key)
        .body(Map.of("quantity", quantity))
        .post("/v1/draws/" + draw + "/tickets");
  }

  /** The shop gives a customer tickets. */
  static Response handOut(String draw, String customer, int quantity, String key) {
    return as("shop", "system")
        .header("Idempotency-Key", key)
        .body(Map.of("customerId", customer, "quantity", quantity))
        .post("/v1/draws/" + draw + "/tickets/given");
  }

  static JsonPath tickets(String draw, String customer) {
    return as(customer, "customer").get("/v1/draws/" + draw + "/tickets").jsonPath();
  }

  static JsonPath read(String draw) {
    return RestAssured.get("/v1/draws/" + draw).then().statusCode(200).extract().jsonPath();
  }

  static String proof(String draw) {
    return RestAssured.get("/v1/draws/" + draw + "/proof")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  static Response witness(String draw, String commitment) {
    return as("an", "auditor")
        .body(Map.of("commitment", commitment))
        .post("/v1/draws/" + draw + "/witness");
  }

  static Response open(String draw, String seed) {
    return as("an", "auditor")
        .body(Map.of("seed", seed))
        .post("/v1/draws/" + draw + "/witness/seed");
  }

  static JsonPath awaitState(String draw, String state) {
    await().atMost(SOON).until(() -> read(draw).getString("state").equals(state));
    return read(draw);
  }

  /** Gives customers an asset out of nothing. */
  static void give(String asset, long amount, String... customers) {
    var legs = new ArrayList<Map<String, Object>>();
    legs.add(leg("issuance", "house", asset, -amount * customers.length));
    for (String customer : customers) {
      legs.add(leg("customer", customer, asset, amount));
    }
    Api.adjust(asset, legs).then().statusCode(201);
  }

  /** What a customer has of an asset. */
  static long balance(String customer, String asset) {
    Long value =
        as(customer, "customer")
            .get("/v1/customers/" + customer + "/balances")
            .jsonPath()
            .getObject("items.find { it.asset == '" + asset + "' }.balance", Long.class);
    return value == null ? 0 : value;
  }

  static @Nullable String problem(Response response, int status) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .extract()
        .path("code");
  }
}
