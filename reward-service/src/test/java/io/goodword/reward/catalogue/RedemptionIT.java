package io.goodword.reward.catalogue;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fei;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.leg;
import static io.goodword.reward.Api.points;
import static io.goodword.reward.Api.post;
import static io.goodword.reward.catalogue.Shelf.cancel;
import static io.goodword.reward.catalogue.Shelf.confirm;
import static io.goodword.reward.catalogue.Shelf.redeem;
import static io.goodword.reward.catalogue.Shelf.redeemed;
import static io.goodword.reward.catalogue.Shelf.state;
import static io.goodword.reward.catalogue.Shelf.step;
import static io.goodword.reward.catalogue.Shelf.stocked;
import static io.goodword.reward.catalogue.Shelf.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-08")
class RedemptionIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @Inject Sql sql;
  @Inject TestClock clock;

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldGoFromWishToDeliveryAndTellEachStep() {
    String sku = stocked("material", 2, Map.of());
    String alice = Shelf.customer(250);
    Response wish = redeem(alice, sku);
    wish.then()
        .statusCode(201)
        .body("state", equalTo("requested"))
        .body("price", equalTo(100))
        .body("customerId", equalTo(alice));
    String id = wish.jsonPath().getString("redemptionId");
    assertThat(points(alice, "balance")).isEqualTo(150);
    assertThat(units(sku)).containsExactly(2L, 1L);

    confirm(id).then().statusCode(200).body("state", equalTo("confirmed"));
    assertThat(units(sku)).containsExactly(1L, 0L);
    assertThat(points(alice, "balance")).isEqualTo(150);
    step(id, "hand-over", Map.of("shipment", "parcel-1"))
        .then()
        .statusCode(200)
        .body("state", equalTo("handed-over"));
    step(id, "delivered", Map.of()).then().statusCode(200).body("state", equalTo("delivered"));
    cancel(id, true).then().statusCode(409).body("code", equalTo("redemption-delivered"));

    assertThat(told(id, 3))
        .extracting(entry -> entry.header("ce_type"), entry -> entry.header("ce_sequence"))
        .containsExactly(
            tuple("io.goodword.reward.redemption.requested.v1", "1"),
            tuple("io.goodword.reward.redemption.confirmed.v1", "2"),
            tuple("io.goodword.reward.redemption.shipped.v1", "3"));
    JsonPath seen = as(alice, "customer").get("/v1/redemptions/" + id).jsonPath();
    assertThat(seen.<String>getList("steps.state"))
        .containsExactly("requested", "confirmed", "handed-over", "delivered");
    assertThat(seen.<String>getList("steps.note")).containsExactly(null, null, "parcel-1", null);
    assertThat(seen.<String>getList("steps.by")).containsOnlyNulls();
    JsonPath staff = as("su", "support").get("/v1/redemptions/" + id).jsonPath();
    assertThat(staff.<String>getList("steps.by")).containsExactly(alice, "su", "su", "su");
    as(alice, "customer")
        .get("/v1/customers/" + alice + "/redemptions")
        .then()
        .statusCode(200)
        .body("items.redemptionId", equalTo(List.of(id)));
    JsonPath line = as(alice, "customer").get("/v1/customers/" + alice + "/statement").jsonPath();
    assertThat(line.getString("items[1].kind")).isEqualTo("redeem");
    assertThat(line.getString("items[1].cause")).isEqualTo(id);
  }

  @Test
  void shouldConfirmByItselfWhenThereIsNoParcel() {
    String sku = stocked("digital", 1, Map.of());
    String alice = Shelf.customer(100);
    String id = redeemed(alice, sku);

    awaitState(id, "confirmed");

    assertThat(units(sku)).containsExactly(0L, 0L);
    step(id, "hand-over", Map.of()).then().statusCode(409).body("code", equalTo("nothing-to-ship"));
    step(id, "delivered", Map.of()).then().statusCode(200);
  }

  @Test
  void shouldSetAsideBothSidesOrNone() {
    String sku = stocked("material", 1, Map.of());
    String poor = Shelf.customer(99);
    String rich = Shelf.customer(500);

    redeem(poor, sku).then().statusCode(422).body("code", equalTo("insufficient-balance"));
    assertThat(units(sku)).as("the gift is not held for nobody").containsExactly(1L, 0L);
    assertThat(points(poor, "balance")).isEqualTo(99);

    redeemed(rich, sku);
    redeem(rich, sku).then().statusCode(422).body("code", equalTo("out-of-stock"));
    redeem(poor, sku).then().statusCode(422).body("code", equalTo("out-of-stock"));
    assertThat(points(rich, "balance")).as("nothing is held for no gift").isEqualTo(400);
    assertThat(count("redemptions where sku = ?", sku)).isEqualTo(1);
    assertThat(count("holds where business_key like 'redemption/' || ? || '/%'", poor)).isZero();
  }

  @Test
  void shouldGiveBackWhatWasPaidAndNotTodaysPrice() {
    String sku = stocked("material", 3, Map.of());
    String alice = Shelf.customer(300);
    String requested = redeemed(alice, sku);
    String confirmed = redeemed(alice, sku);
    String sent = redeemed(alice, sku);
    Shelf.write(
            sku,
            "\"1\"",
            Shelf.gift("material", Map.of("price", Map.of("asset", "POINTS", "amount", 250))))
        .then()
        .statusCode(200);
    confirm(confirmed).then().statusCode(200).body("price", equalTo(100));
    confirm(sent).then().statusCode(200);
    step(sent, "hand-over", Map.of()).then().statusCode(200);
    assertThat(points(alice, "balance")).isZero();

    cancel(requested, null).then().statusCode(200).body("stockReturned", equalTo(true));
    assertThat(points(alice, "balance")).isEqualTo(100);
    cancel(confirmed, null).then().statusCode(200).body("stockReturned", equalTo(true));
    assertThat(points(alice, "balance")).isEqualTo(200);
    assertThat(units(sku)).containsExactly(2L, 0L);
    cancel(sent, null).then().statusCode(422).body("violations[0].field", equalTo("returnStock"));
    cancel(sent, false).then().statusCode(200).body("stockReturned", equalTo(false));
    assertThat(points(alice, "balance")).isEqualTo(300);
    assertThat(units(sku)).as("it is lost").containsExactly(2L, 0L);

    for (String id : List.of(requested, confirmed, sent)) {
      cancel(id, true).then().statusCode(409).body("code", equalTo("redemption-cancelled"));
    }
    assertThat(points(alice, "balance")).isEqualTo(300);
    assertThat(told(sent, 4).getLast().text())
        .contains("\"price\":100", "\"stockReturned\":false", "\"reason\":\"other\"");
  }

  @Test
  void shouldBringTheUnitBackWhenAParcelReturns() {
    String sku = stocked("material", 1, Map.of());
    String alice = Shelf.customer(100);
    String id = redeemed(alice, sku);
    confirm(id).then().statusCode(200);
    step(id, "hand-over", Map.of()).then().statusCode(200);

    cancel(id, true).then().statusCode(200).body("stockReturned", equalTo(true));

    assertThat(units(sku)).containsExactly(1L, 0L);
    assertThat(points(alice, "balance")).isEqualTo(100);
  }

  @Test
  void shouldGiveNothingBackTwiceWhenFinanceHasReversedThePayment() {
    String sku = stocked("material", 1, Map.of());
    String alice = Shelf.customer(100);
    String id = redeemed(alice, sku);
    confirm(id).then().statusCode(200);
    String journal =
        sql.first(
                "select points_journal::text from redemptions where id = ?::uuid",
                row -> row.getString(1),
                id)
            .orElseThrow();
    Api.reverse(journal, 40L).then().statusCode(201);

    cancel(id, null).then().statusCode(200);

    assertThat(points(alice, "balance")).isEqualTo(100);
    assertThat(units(sku)).containsExactly(1L, 0L);
  }

  @Test
  void shouldCancelWhatNobodyHasConfirmedInTime() {
    String sku = stocked("material", 2, Map.of("confirmWithin", "P2D"));
    String alice = Shelf.customer(200);
    String waiting = redeemed(alice, sku);
    String confirmed = redeemed(alice, sku);
    confirm(confirmed).then().statusCode(200);

    clock.setAhead(Duration.ofDays(1));
    assertThat(state(waiting)).isEqualTo("requested");
    clock.setAhead(Duration.ofDays(2).plusMinutes(1));
    awaitState(waiting, "cancelled");

    assertThat(state(confirmed)).isEqualTo("confirmed");
    assertThat(points(alice, "balance")).isEqualTo(100);
    assertThat(units(sku)).containsExactly(1L, 0L);
    assertThat(told(waiting, 2).getLast().text()).contains("\"reason\":\"deadline\"");
    confirm(waiting).then().statusCode(409).body("code", equalTo("redemption-cancelled"));
  }

  @Test
  void shouldCountWhatEachPersonHadInThePeriod() {
    Map<String, Object> limits = Map.of("perPerson", 3, "perPeriod", 2, "period", "P1D");
    String sku = stocked("material", 9, Map.of("limits", limits));
    String alice = Shelf.customer(900);
    String first = redeemed(alice, sku);
    redeemed(alice, sku);

    redeem(alice, sku).then().statusCode(422).body("code", equalTo("limit-reached"));
    cancel(first, null).then().statusCode(200);
    redeemed(alice, sku);
    redeem(alice, sku).then().statusCode(422).body("code", equalTo("limit-reached"));
    redeemed(Shelf.customer(100), sku);

    clock.setAhead(Duration.ofDays(1).plusMinutes(1));
    redeemed(alice, sku);
    redeem(alice, sku).then().statusCode(422).body("code", equalTo("limit-reached"));
    clock.setAhead(Duration.ofDays(6));
    redeem(alice, sku).then().statusCode(422).body("code", equalTo("limit-reached"));
  }

  @Test
  void shouldGiveUnitsOfACouponAndTakeThemBackOnlyWhileTheyAreThere() {
    String coupon = "COUPON:" + fresh("c");
    fei()
        .body(Map.of("kind", "coupon", "scale", 0))
        .put("/v1/assets/" + coupon)
        .then()
        .statusCode(200);
    String sku = stocked("coupon-asset", 2, Map.of("couponAsset", coupon));
    String alice = Shelf.customer(200);
    String used = redeemed(alice, sku);
    String kept = redeemed(alice, sku);
    awaitState(used, "confirmed");
    awaitState(kept, "confirmed");
    assertThat(balance(alice, coupon)).isEqualTo(2);

    cancel(kept, null).then().statusCode(200).body("stockReturned", equalTo(true));
    assertThat(balance(alice, coupon)).isEqualTo(1);
    assertThat(points(alice, "balance")).isEqualTo(100);
    post(
            "spend",
            fresh("order"),
            List.of(leg("customer", alice, coupon, -1), leg("redemption", "shop", coupon, 1)))
        .then()
        .statusCode(201);
    cancel(used, null).then().statusCode(409).body("code", equalTo("coupon-used"));

    assertThat(state(used)).isEqualTo("confirmed");
    assertThat(points(alice, "balance")).isEqualTo(100);
  }

  @Test
  @Tag("trap-14")
  void shouldAnswerAsBeforeWhenTheIdempotencyRowIsLongForgotten() {
    String sku = stocked("material", 5, Map.of());
    String other = stocked("material", 5, Map.of());
    String alice = Shelf.customer(300);
    String key = fresh("key");
    Response first = redeem(alice, key, Map.of("sku", sku));
    first.then().statusCode(201);

    sql.update("delete from idempotency where key = ?", key);
    Response again = redeem(alice, key, Map.of("sku", sku));
    sql.update("delete from idempotency where key = ?", key);
    Response another = redeem(alice, key, Map.of("sku", other));

    again.then().statusCode(201);
    assertThat(again.jsonPath().getString("redemptionId"))
        .isEqualTo(first.jsonPath().getString("redemptionId"));
    another.then().statusCode(409).body("code", equalTo("already-posted"));
    assertThat(points(alice, "balance")).isEqualTo(200);
  }

  @Test
  void shouldLetCustomersReachOnlyWhatIsTheirs() {
    String sku = stocked("material", 3, Map.of());
    String alice = Shelf.customer(300);
    String id = redeemed(alice, sku);
    String confirmed = redeemed(alice, sku);
    confirm(confirmed).then().statusCode(200);

    redeem("bob", fresh("key"), Map.of("sku", sku, "customerId", alice)).then().statusCode(404);
    as("bob", "customer").get("/v1/redemptions/" + id).then().statusCode(404);
    customerCancels("bob", id, Map.of()).then().statusCode(404);
    customerCancels(alice, confirmed, Map.of())
        .then()
        .statusCode(409)
        .body("code", equalTo("redemption-confirmed"));
    customerCancels(alice, id, Map.of("reason", "fraud")).then().statusCode(422);
    customerCancels(alice, id, Map.of()).then().statusCode(200);
    as("shop", "system")
        .header("Idempotency-Key", fresh("key"))
        .body(Map.of("sku", sku, "customerId", alice))
        .post("/v1/redemptions")
        .then()
        .statusCode(201)
        .body("customerId", equalTo(alice));
    as("shop", "system")
        .header("Idempotency-Key", fresh("key"))
        .body(Map.of("sku", sku))
        .post("/v1/redemptions")
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("customerId"));
    as("su", "support")
        .get("/v1/redemptions?state=cancelled&limit=200")
        .then()
        .statusCode(200)
        .body("items.findAll { it.redemptionId == '" + id + "' }.size()", equalTo(1));
    as("su", "support").get("/v1/redemptions?state=lost").then().statusCode(422);
    as("su", "support").get("/v1/redemptions?after=%25").then().statusCode(400);
  }

  @Test
  void shouldRefuseWhatCannotBeRedeemedNow() {
    String alice = Shelf.customer(100);
    String hidden = stocked("material", 1, Map.of("visibleFrom", "2999-01-01T00:00:00Z"));
    String early = stocked("material", 1, Map.of("availableFrom", "2999-01-01T00:00:00Z"));
    String sku = stocked("material", 1, Map.of());

    redeem(alice, hidden).then().statusCode(404);
    redeem(alice, "NONE").then().statusCode(404);
    redeem(alice, early).then().statusCode(422).body("code", equalTo("not-available"));
    redeem(alice, fresh("key"), Map.of("sku", sku, "expectedPrice", 90))
        .then()
        .statusCode(409)
        .body("code", equalTo("price-changed"));
    redeem(alice, fresh("key"), Map.of("sku", sku, "expectedPrice", 100))
        .then()
        .statusCode(201)
        .body("confirmBy", notNullValue());
    redeem(alice, fresh("key"), Map.of()).then().statusCode(422);
    as(alice, "customer").body(Map.of("sku", sku)).post("/v1/redemptions").then().statusCode(400);
    redeem(Shelf.customer(100), stocked("digital", 1, Map.of()))
        .then()
        .statusCode(201)
        .body("confirmBy", nullValue());
  }

  private static Response customerCancels(String customer, String id, Map<String, Object> body) {
    return as(customer, "customer")
        .header("Idempotency-Key", fresh("cancel"))
        .body(body)
        .post("/v1/redemptions/" + id + "/cancel");
  }

  private static void awaitState(String id, String expected) {
    await().atMost(SOON).untilAsserted(() -> assertThat(state(id)).isEqualTo(expected));
  }

  private static long balance(String customer, String asset) {
    return as(customer, "customer")
        .get("/v1/customers/" + customer + "/balances")
        .jsonPath()
        .getLong("items.find { it.asset == '" + asset + "' }.balance");
  }

  private static List<Topics.Entry> told(String id, int count) {
    return Topics.await("goodword.reward", count, SOON, entry -> id.equals(entry.key()));
  }

  private long count(String from, String argument) {
    return sql.first("select count(*) from " + from, row -> row.getLong(1), argument).orElseThrow();
  }
}
