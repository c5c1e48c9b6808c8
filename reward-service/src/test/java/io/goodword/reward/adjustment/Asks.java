package io.goodword.reward.adjustment;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.reward.Api;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What makers and checkers ask for, about one campaign and one customer. */
final class Asks {

  final String campaign = fresh("campaign");
  final String alice = fresh("alice");
  final String su = fresh("su");
  final String fei = fresh("fei");

  JsonPath waiting(long amount) {
    JsonPath asked = request(su, "support", alice, amount).jsonPath();
    assertThat(asked.getString("state")).isEqualTo("requested");
    return asked;
  }

  Response request(String maker, String role, String customer, long amount) {
    return send(maker, role, fresh("key"), body(customer, amount));
  }

  Response issue(String maker, String asset, String customer, long amount) {
    Map<String, Object> body = body(customer, amount);
    body.put("asset", asset);
    body.put("source", "issuance");
    body.remove("campaignId");
    return send(maker, "finance", fresh("key"), body);
  }

  Map<String, Object> body(String customer, long amount) {
    var body = new HashMap<String, Object>();
    body.put("customerId", customer);
    body.put("asset", "POINTS");
    body.put("amount", amount);
    body.put("reason", "correction");
    body.put("note", "sorry");
    body.put("source", "budget");
    body.put("campaignId", campaign);
    return body;
  }

  static Response send(String maker, String role, String key, Map<String, Object> body) {
    return as(maker, role).header("Idempotency-Key", key).body(body).post("/v1/adjustments");
  }

  static Response approve(String checker, String id, String hash) {
    return rule(checker, "approve", id, hash, fresh("key"));
  }

  static Response rule(String who, String verb, String id, String hash, String key) {
    return as(who, "finance")
        .header("Idempotency-Key", key)
        .body(Map.of("hash", hash, "note", "seen"))
        .post("/v1/adjustments/" + id + "/" + verb);
  }

  static Response withdraw(String who, String id) {
    return as(who, "support")
        .header("Idempotency-Key", fresh("key"))
        .body(Map.of())
        .post("/v1/adjustments/" + id + "/withdraw");
  }

  String adjust(String who, long amount, String key) {
    Response response =
        as(who, "finance")
            .header("Idempotency-Key", fresh("key"))
            .body(correction(amount, key))
            .post("/v1/journals");
    return response.statusCode() == 201 ? "posted" : response.jsonPath().getString("code");
  }

  Map<String, Object> correction(long amount, String key) {
    return Map.of(
        "kind",
        "adjust",
        "businessKey",
        key,
        "legs",
        List.of(
            leg("budget", campaign, "POINTS", -amount), leg("customer", alice, "POINTS", amount)));
  }

  static String state(Response response) {
    JsonPath json = response.jsonPath();
    return response.statusCode() < 300 ? json.getString("state") : json.getString("code");
  }

  static String stateOf(String id) {
    return as("an", "auditor")
        .get("/v1/adjustments/" + id)
        .jsonPath()
        .getString("adjustment.state");
  }

  static String asset() {
    String code = "POINTS:" + fresh("a");
    Api.fei().body(Map.of("kind", "points", "scale", 0)).put("/v1/assets/" + code);
    return code;
  }

  static void limits(String asset, String who, long support, long marketer, long finance) {
    as(who, "finance")
        .body(Map.of("support", support, "marketer", marketer, "finance", finance))
        .put("/v1/adjustment-limits/" + asset)
        .then()
        .statusCode(200);
  }

  static long limit(String asset, String role) {
    return as("an", "auditor").get("/v1/adjustment-limits/" + asset).jsonPath().getLong(role);
  }
}
