package io.goodword.reward;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.stack.testing.Tokens;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The service as its callers see it. */
public final class Api {

  private Api() {}

  public static RequestSpecification as(String subject, String... roles) {
    return given()
        .header("Authorization", "Bearer " + Tokens.of(subject, roles))
        .contentType(ContentType.JSON);
  }

  public static RequestSpecification fei() {
    return as("fei", "finance");
  }

  /** A name that no other test uses. */
  public static String fresh(String prefix) {
    return prefix + "-" + UUID.randomUUID();
  }

  public static Response fund(String campaign, String asset, long amount) {
    return fei()
        .header("Idempotency-Key", fresh("fund"))
        .body(Map.of("asset", asset, "amount", amount))
        .post("/v1/budgets/" + campaign + "/fundings");
  }

  /** The customer's balance, pending and debt of POINTS, each 0 when there is no account. */
  public static long points(String customer, String what) {
    JsonPath balances =
        as(customer, "customer").get("/v1/customers/" + customer + "/balances").jsonPath();
    Long value = balances.getObject("items.find { it.asset == 'POINTS' }." + what, Long.class);
    return value == null ? 0 : value;
  }

  public static JsonPath budget(String campaign) {
    return fei().get("/v1/budgets/" + campaign).jsonPath();
  }

  /** Every law of the books holds for every row that the tests so far have left. */
  public static void assertBooksAreInOrder() {
    JsonPath proof = as("an", "auditor").get("/v1/ledger/proof").jsonPath();
    assertThat(proof.<Map<String, Object>>getList("invariants.findAll { !it.holds }")).isEmpty();
    assertThat(proof.getList("invariants").size()).isGreaterThanOrEqualTo(11);
    assertThat(proof.getBoolean("balanced")).isTrue();
    JsonPath trial = as("an", "auditor").get("/v1/ledger/trial-balance").jsonPath();
    assertThat(trial.<Integer>getList("assets.sum")).allMatch(sum -> sum == 0);
  }

  public static Response spend(String customer, long amount, String order) {
    return send(fresh("key"), spending(customer, amount, order));
  }

  public static Map<String, Object> spending(String customer, long amount, String order) {
    return Map.of(
        "kind",
        "spend",
        "businessKey",
        order,
        "legs",
        List.of(
            leg("customer", customer, "POINTS", -amount),
            leg("redemption", "shop", "POINTS", amount)));
  }

  public static Response post(String kind, String businessKey, List<Map<String, Object>> legs) {
    return send(fresh("key"), Map.of("kind", kind, "businessKey", businessKey, "legs", legs));
  }

  /**
   * A correction within a limit that somebody else has set, by a maker whom no other test counts.
   */
  public static Response adjust(String asset, List<Map<String, Object>> legs) {
    as("ida", "finance")
        .body(Map.of("support", 0, "marketer", 0, "finance", 1_000_000_000))
        .put("/v1/adjustment-limits/" + asset)
        .then()
        .statusCode(200);
    return as(fresh("keeper"), "finance")
        .header("Idempotency-Key", fresh("key"))
        .body(Map.of("kind", "adjust", "businessKey", fresh("adjust"), "legs", legs))
        .post("/v1/journals");
  }

  public static Response send(String key, Map<String, Object> body) {
    return fei().header("Idempotency-Key", key).body(body).post("/v1/journals");
  }

  public static Response reverse(String journal, @Nullable Long amount) {
    return fei()
        .header("Idempotency-Key", fresh("key"))
        .body(amount == null ? Map.of() : Map.of("amount", amount))
        .post("/v1/journals/" + journal + "/reverse");
  }

  public static Map<String, Object> leg(String type, String owner, String asset, long amount) {
    return Map.of(
        "account", Map.of("class", type, "owner", owner, "asset", asset), "amount", amount);
  }
}
