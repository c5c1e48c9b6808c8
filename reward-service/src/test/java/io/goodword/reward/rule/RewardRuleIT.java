package io.goodword.reward.rule;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The life of a rule, as a marketer sees it. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-03")
class RewardRuleIT {

  private static final Map<String, Object> NOVEMBER =
      Map.of("from", "2026-11-01T00:00:00Z", "to", "2026-12-01T00:00:00Z");

  private final String rule = fresh("rule");
  private final String budget = fresh("budget");

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldLiveFromDraftOverSimulationToActiveAndRetired() {
    Response draft = create(body("10"));
    draft
        .then()
        .statusCode(201)
        .header("ETag", "\"1\"")
        .body("state", equalTo("draft"))
        .body("activeVersion", nullValue())
        .body("versions[0].version", equalTo(1))
        .body("versions[0].plan.grants[0].amount", equalTo("10"));
    String hash = draft.jsonPath().getString("versions[0].hash");
    activate("\"1\"", hash).then().statusCode(409).body("code", equalTo("not-simulated"));

    simulate().then().statusCode(200).body("hash", equalTo(hash)).body("version", equalTo(1));
    read().then().body("state", equalTo("simulated")).header("ETag", "\"1\"");
    activate("\"1\"", hash).then().statusCode(409).body("code", equalTo("budget-not-funded"));
    fund(budget, "POINTS", 100).then().statusCode(201);
    activate("\"1\"", "0").then().statusCode(409).body("code", equalTo("other-hash"));
    activate("\"1\"", hash)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("state", equalTo("active"))
        .body("activeVersion", equalTo(1))
        .body("versions[0].activatedBy", equalTo("mei"));
    activate("\"2\"", hash).then().statusCode(409).body("code", equalTo("already-active"));

    mei()
        .header("If-Match", "\"2\"")
        .post("/v1/reward-rules/" + rule + "/retire")
        .then()
        .statusCode(200)
        .body("state", equalTo("retired"))
        .body("activeVersion", nullValue());
    activate("\"3\"", hash).then().statusCode(409).body("code", equalTo("rule-retired"));
  }

  @Test
  void shouldKeepTheVersionInForceUntilTheNextIsActivated() {
    fund(budget, "POINTS", 100).then().statusCode(201);
    create(body("10")).then().statusCode(201);
    activate("\"1\"", simulate().path("hash")).then().statusCode(200);

    put("\"2\"", body("20")).then().statusCode(200).body("activeVersion", equalTo(1));
    put("\"3\"", body("30"))
        .then()
        .statusCode(200)
        .body("activeVersion", equalTo(1))
        .body("versions.state", contains("draft", "retired", "active"));
    activate("\"4\"", simulate().path("hash"))
        .then()
        .statusCode(200)
        .body("activeVersion", equalTo(3))
        .body("versions.state", contains("active", "retired", "retired"));
  }

  @Test
  void shouldAskForTheTagOfTheRuleAsItWasRead() {
    create(body("10")).then().statusCode(201);

    mei()
        .body(body("11"))
        .put("/v1/reward-rules/" + rule)
        .then()
        .statusCode(428)
        .body("code", equalTo("if-match-required"));
    put("\"7\"", body("11")).then().statusCode(412).body("code", equalTo("changed-meanwhile"));
    put("\"1\"", body("11")).then().statusCode(200).header("ETag", "\"2\"");
    put("\"1\"", body("12")).then().statusCode(412);
  }

  @Test
  void shouldSayLineAndColumnOfWhatIsWrong() {
    Map<String, Object> body = body("event.amount.amount * 0.5");
    body.put("when", "event.amount.currency == 'CNY' &&\n  event.colour == 'red'");

    create(body)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid-request"))
        .body("violations.field", contains("when", "grants[0].amount"))
        .body(
            "violations[0].rule",
            equalTo(
                "line 2, column 8: there is no field colour; the event has orderId, customerId,"
                    + " occurredAt, amount.amount, amount.currency, claim.token, claim.code,"
                    + " claim.couponCode"))
        .body(
            "violations[1].rule",
            equalTo("line 1, column 21: * does not fit a whole number and a fraction"));
    read().then().statusCode(404).body("code", equalTo("not-found"));
  }

  @Test
  void shouldWriteOnceForAKeyAndRefuseAnIdThatIsTaken() {
    String key = fresh("key");
    Response first = create(key, body("10"));
    Response second = create(key, body("10"));

    second.then().statusCode(201).header("Idempotency-Replayed", "true");
    assertThat(second.asString()).isEqualTo(first.asString());
    create(key, body("11")).then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
    create(body("10")).then().statusCode(409).body("code", equalTo("rule-exists"));
    mei().body(body("10")).post("/v1/reward-rules").then().statusCode(400);
  }

  @Test
  void shouldRefuseAPeriodThatIsNone() {
    create(body("10")).then().statusCode(201);
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of("to", "2026-12-01T00:00:00Z"),
            Map.of("from", "2026-12-01T00:00:00Z"),
            Map.of("from", "2026-12-01T00:00:00Z", "to", "2026-12-01T00:00:00Z"),
            Map.of("from", "2026-11-01T00:00:00Z", "to", "2026-12-01T00:00:00Z", "limit", 0),
            Map.of(
                "from", "2026-11-01T00:00:00Z", "to", "2026-12-01T00:00:00Z", "limit", 100_001))) {
      mei()
          .body(bad)
          .post("/v1/reward-rules/" + rule + "/simulate")
          .then()
          .statusCode(422)
          .body("code", equalTo("invalid-request"));
    }
    mei().body(NOVEMBER).post("/v1/reward-rules/nowhere/simulate").then().statusCode(404);
    mei()
        .body(Map.of("from", "2026-11-01T00:00:00Z", "to", "2026-12-01T00:00:00Z", "version", 9))
        .post("/v1/reward-rules/" + rule + "/simulate")
        .then()
        .statusCode(404);
    read().then().body("state", equalTo("draft"));
  }

  @Test
  void shouldListByPages() {
    create(body("10")).then().statusCode(201);
    Response page = mei().get("/v1/reward-rules?limit=1");
    page.then().statusCode(200).body("items.size()", equalTo(1));
    mei().get("/v1/reward-rules?limit=0").then().statusCode(422);
    mei().get("/v1/reward-rules/" + rule + "/failures").then().statusCode(200);
    mei().get("/v1/reward-rules/nowhere/failures").then().statusCode(404);
    mei().get("/v1/reward-rules/" + rule + "/failures?after=***").then().statusCode(400);
  }

  private Map<String, Object> body(String amount) {
    return new HashMap<>(
        Map.of(
            "id",
            rule,
            "name",
            "Orders",
            "eventType",
            OrderPaid.TYPE,
            "zone",
            "Asia/Shanghai",
            "when",
            "event.orderId == 'none'",
            "grants",
            List.of(
                Map.of(
                    "role", "customer",
                    "beneficiary", "event.customerId",
                    "asset", "POINTS",
                    "amount", amount,
                    "budget", budget))));
  }

  private static Response create(Map<String, Object> body) {
    return create(fresh("key"), body);
  }

  private static Response create(String key, Map<String, Object> body) {
    return mei().header("Idempotency-Key", key).body(body).post("/v1/reward-rules");
  }

  private Response read() {
    return mei().get("/v1/reward-rules/" + rule);
  }

  private Response put(String tag, Map<String, Object> body) {
    return mei().header("If-Match", tag).body(body).put("/v1/reward-rules/" + rule);
  }

  private Response simulate() {
    return mei().body(NOVEMBER).post("/v1/reward-rules/" + rule + "/simulate");
  }

  private Response activate(String tag, String hash) {
    return mei()
        .header("If-Match", tag)
        .body(Map.of("hash", hash))
        .post("/v1/reward-rules/" + rule + "/activate");
  }

  private static RequestSpecification mei() {
    return as("mei", "marketer");
  }
}
