package io.goodword.reward.ledger;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fei;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Api.points;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two-phase spending as a checkout does it. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-02")
class HoldsApiIT {

  @Inject Ledger ledger;
  @Inject TestClock clock;
  @Inject Sql sql;

  private final String campaign = fresh("campaign");
  private final String alice = fresh("alice");

  @BeforeEach
  void aliceHasAHundred() {
    fund(campaign, "POINTS", 1_000);
    ledger.post(
        fresh("give"),
        Purpose.of("grant", "test"),
        List.of(
            Leg.of(AccountRef.budget(campaign, "POINTS"), -100),
            Leg.earn(AccountRef.customer(alice, "POINTS"), 100)));
  }

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldSetAsideAndPostAPartAndGiveTheRestBack() {
    JsonPath hold = open(fresh("checkout"), 40).then().statusCode(201).extract().jsonPath();
    assertThat(hold.getString("state")).isEqualTo("OPEN");
    assertThat(hold.getLong("remaining")).isEqualTo(40);
    assertThat(hold.getString("balances[0].account.owner")).isEqualTo(alice);
    assertThat(hold.getLong("balances[0].posted")).isEqualTo(100);
    assertThat(hold.getLong("balances[0].held")).isEqualTo(40);
    assertThat(points(alice, "balance")).isEqualTo(60);

    JsonPath posted =
        settle(hold, "post", Map.of("amount", 30)).then().statusCode(200).extract().jsonPath();

    assertThat(posted.getString("state")).isEqualTo("POSTED");
    assertThat(posted.getLong("posted")).isEqualTo(30);
    assertThat(posted.getLong("remaining")).isZero();
    assertThat(posted.getLong("balances[0].posted")).isEqualTo(70);
    assertThat(posted.getLong("balances[0].held")).isZero();
    assertThat(posted.getLong("balances[0].seq")).isEqualTo(2);
    assertThat(points(alice, "balance")).isEqualTo(70);
    JsonPath line = as(alice, "customer").get("/v1/customers/" + alice + "/statement").jsonPath();
    assertThat(line.getString("items[1].kind")).isEqualTo("spend");
    assertThat(line.getString("items[1].cause")).isEqualTo("order-7");
    JsonPath read = fei().get("/v1/holds/" + hold.getString("holdId")).jsonPath();
    assertThat(read.getString("journalId")).isEqualTo(posted.getString("journalId"));
  }

  @Test
  void shouldGiveEverythingBack() {
    JsonPath hold = open(fresh("checkout"), 40).jsonPath();

    JsonPath back = settle(hold, "void", Map.of()).then().statusCode(200).extract().jsonPath();

    assertThat(back.getString("state")).isEqualTo("VOIDED");
    assertThat(back.getLong("balances[0].held")).isZero();
    assertThat(points(alice, "balance")).isEqualTo(100);
  }

  @ParameterizedTest(name = "{0} then {1}")
  @CsvSource({
    "post, post, hold-already-posted, 'posted before, 40 of 40'",
    "post, void, hold-already-posted, 'posted before, 40 of 40'",
    "void, post, hold-already-voided, 'given back before'",
    "void, void, hold-already-voided, 'given back before'"
  })
  @Tag("trap-03")
  void shouldRefuseASecondOutcomeAndTellTheFirst(
      String first, String second, String code, String told) {
    JsonPath hold = open(fresh("checkout"), 40).jsonPath();
    settle(hold, first, Map.of()).then().statusCode(200);
    long after = points(alice, "balance");

    settle(hold, second, Map.of())
        .then()
        .statusCode(409)
        .body("code", equalTo(code))
        .body("detail", containsString(told))
        .body("violations[0].value", equalTo(first.equals("post") ? "POSTED" : "VOIDED"));

    assertThat(points(alice, "balance")).isEqualTo(after);
  }

  @Test
  void shouldAnswerAsBeforeForTheSameKeyAndByTheBusinessKeyWhenKeysAreForgotten() {
    String checkout = fresh("checkout");
    String key = fresh("key");
    Response first = open(checkout, 40, key);
    Response again = open(checkout, 40, key);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.asString()).isEqualTo(first.asString());
    settle(first.jsonPath(), "post", Map.of(), "settle-" + key).then().statusCode(200);

    sql.update("delete from idempotency where key in (?, ?)", key, "settle-" + key);

    JsonPath later = open(checkout, 40, key).then().statusCode(201).extract().jsonPath();
    assertThat(later.getString("holdId")).isEqualTo(first.jsonPath().getString("holdId"));
    assertThat(later.getString("state")).isEqualTo("POSTED");
    open(checkout, 41).then().statusCode(409).body("code", equalTo("already-posted"));
    settle(first.jsonPath(), "post", Map.of(), "settle-" + key)
        .then()
        .statusCode(409)
        .body("code", equalTo("hold-already-posted"));
    assertThat(points(alice, "balance")).isEqualTo(60);
  }

  @Test
  @Tag("trap-01")
  void shouldCountWhatIsSetAsideWhenABalanceIsChecked() {
    open(fresh("checkout"), 100).then().statusCode(201);

    open(fresh("checkout"), 1).then().statusCode(422).body("code", equalTo("insufficient-balance"));
  }

  @Test
  void shouldRefuseMoreThanIsHeldAndLeaveTheHoldAsItIs() {
    JsonPath hold = open(fresh("checkout"), 40).jsonPath();

    settle(hold, "post", Map.of("amount", 41))
        .then()
        .statusCode(422)
        .body("code", equalTo("more-than-held"));
    settle(hold, "post", Map.of("amount", 0)).then().statusCode(422);
    settle(hold, "post", Map.of()).then().statusCode(200);
  }

  @Test
  void shouldLeaveTheHoldsOfRewardsToTheRewards() {
    UUID grant =
        ledger
            .hold(
                new Operation.Hold(
                    fresh("grant"),
                    Purpose.of("grant", "test"),
                    AccountRef.budget(campaign, "POINTS"),
                    AccountRef.customer(alice, "POINTS"),
                    10,
                    null))
            .id();

    for (String way : List.of("post", "void")) {
      fei()
          .header("Idempotency-Key", fresh("key"))
          .body(Map.of())
          .post("/v1/holds/" + grant + "/" + way)
          .then()
          .statusCode(409)
          .body("code", equalTo("hold-of-a-feature"));
    }
    assertThat(points(alice, "pending")).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "businessKey, '', businessKey",
    "amount, '0', amount",
    "amount, '-4', amount",
    "amount, '1000000000000001', amount",
    "counter.asset, CASH:ZZZ, counter.asset",
    "counter.class, customer, ''"
  })
  void shouldRefuseWhatCannotBeSetAside(String field, String value, String named) {
    var body = new HashMap<String, Object>(hold(fresh("checkout"), 40));
    switch (field) {
      case "amount" -> body.put(field, Long.valueOf(value));
      case "businessKey" -> body.put(field, value);
      case "counter.asset" ->
          body.put("counter", Map.of("class", "redemption", "owner", "shop", "asset", value));
      default ->
          body.put("counter", Map.of("class", "customer", "owner", alice, "asset", "POINTS"));
    }

    Response response =
        as("shop", "system").header("Idempotency-Key", fresh("key")).body(body).post("/v1/holds");

    assertThat(response.statusCode()).isEqualTo(422);
    if (named.isEmpty()) {
      assertThat(response.jsonPath().getString("code")).isEqualTo("self-transfer");
    } else {
      assertThat(response.jsonPath().getString("violations[0].field")).isEqualTo(named);
    }
    assertThat(points(alice, "balance")).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"post", "void"})
  void shouldGoBackAtItsDeadlineAndBeTooLateThen(String way) {
    var body = new HashMap<String, Object>(hold(fresh("checkout"), 40));
    body.put("expiresAt", clock.instant().plus(Duration.ofMinutes(15)).toString());
    JsonPath hold =
        as("shop", "system")
            .header("Idempotency-Key", fresh("key"))
            .body(body)
            .post("/v1/holds")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();
    assertThat(hold.getString("expiresAt"))
        .startsWith(body.get("expiresAt").toString().substring(0, 19));

    clock.setAhead(Duration.ofMinutes(16));

    settle(hold, way, Map.of())
        .then()
        .statusCode(409)
        .body("code", equalTo("hold-already-expired"))
        .body("violations[0].value", equalTo("EXPIRED"));
    await().atMost(Duration.ofSeconds(60)).until(() -> points(alice, "balance") == 100);
    fei()
        .get("/v1/holds/" + hold.getString("holdId"))
        .then()
        .body("state", equalTo("EXPIRED"))
        .body("remaining", equalTo(0));
    body.put("businessKey", fresh("checkout"));
    as("shop", "system")
        .header("Idempotency-Key", fresh("key"))
        .body(body)
        .post("/v1/holds")
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("expiresAt"));
  }

  @Test
  void shouldNotKnowAHoldThatIsNotThere() {
    String nowhere = "018f0000-0000-7000-8000-00000000dead";
    fei().get("/v1/holds/" + nowhere).then().statusCode(404).body("code", equalTo("not-found"));
    for (String way : List.of("post", "void")) {
      fei()
          .header("Idempotency-Key", fresh("key"))
          .body(Map.of())
          .post("/v1/holds/" + nowhere + "/" + way)
          .then()
          .statusCode(404);
    }
  }

  private Response open(String businessKey, long amount) {
    return open(businessKey, amount, fresh("key"));
  }

  private Response open(String businessKey, long amount, String key) {
    return as("shop", "system")
        .header("Idempotency-Key", key)
        .body(hold(businessKey, amount))
        .post("/v1/holds");
  }

  private Map<String, Object> hold(String businessKey, long amount) {
    return Map.of(
        "businessKey",
        businessKey,
        "amount",
        amount,
        "cause",
        "order-7",
        "account",
        Map.of("class", "customer", "owner", alice, "asset", "POINTS"),
        "counter",
        Map.of("class", "redemption", "owner", "shop", "asset", "POINTS"));
  }

  private static Response settle(JsonPath hold, String way, Map<String, Object> body) {
    return settle(hold, way, body, fresh("key"));
  }

  private static Response settle(JsonPath hold, String way, Map<String, Object> body, String key) {
    var request = as("shop", "system").header("Idempotency-Key", key);
    return (body.isEmpty() ? request : request.body(body))
        .post("/v1/holds/" + hold.getString("holdId") + "/" + way);
  }
}
