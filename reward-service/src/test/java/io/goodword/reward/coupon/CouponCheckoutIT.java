package io.goodword.reward.coupon;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.coupon.Shop.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.contracts.reward.CouponIssued;
import io.goodword.contracts.reward.CouponRedeemed;
import io.goodword.contracts.reward.CouponRolledBack;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-05")
class CouponCheckoutIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @Inject Sql sql;
  @Inject TestClock clock;

  private final Shop shop = new Shop();
  private final String alice = fresh("alice");
  private final String order = fresh("order");

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldGoFromValidationToReservationToRedemption() {
    String pool = Shop.pool(terms());
    String code = shop.give(pool, alice);

    shop.validate(code.toLowerCase(java.util.Locale.ROOT).replace("-", " "), alice, 2_000)
        .then()
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("discount", equalTo(500));
    JsonPath reserved =
        shop.reserve(code, alice, order, 2_000).then().statusCode(201).extract().jsonPath();
    assertThat(reserved.getString("state")).isEqualTo("reserved");
    assertThat(Shop.wallet(alice).getString("items[0].state")).isEqualTo("reserved");
    reason(code, alice, 2_000, "used-up");
    JsonPath receipt =
        shop.redeem(reserved.getString("reservationId"))
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();

    assertThat(receipt.getLong("discount")).isEqualTo(500);
    assertThat(receipt.getString("redemptionId")).isEqualTo(reserved.getString("reservationId"));
    assertThat(Shop.wallet(alice).getString("items[0].state")).isEqualTo("used");
    assertThat(Shop.units(alice, pool, "balance")).isZero();
    shop.release(receipt.getString("redemptionId"))
        .then()
        .statusCode(409)
        .body("code", equalTo("coupon-already-redeemed"));
  }

  @Test
  void shouldSayWhyACodeIsOfNoUse() {
    Instant now = Instant.now();
    String code = shop.give(Shop.pool(terms("minimumSpend", 1_000)), alice);
    reason(code, alice, 999, "minimum-not-met");
    reason(code, fresh("bob"), 1_000, "unknown");
    reason("ABCD-EFGH-JKMN-PQRS", alice, 1_000, "unknown");
    reason("not a code!", alice, 1_000, "malformed");
    String market = shop.give(Shop.pool(terms("market", "TW")), alice);
    reason(market, alice, 1_000, "other-market");
    String later = shop.give(Shop.pool(terms("validFrom", now.plusSeconds(600).toString())), alice);
    reason(later, alice, 1_000, "not-yet-valid");
    String other = shop.give(Shop.pool(terms("includedProducts", List.of("coffee"))), alice);
    reason(other, alice, 1_000, "no-eligible-product");
    shop.redeem(other, alice, order, 1_000)
        .then()
        .statusCode(422)
        .body("code", equalTo("coupon-no-eligible-product"));
  }

  @Test
  void shouldAnswerTheSameOrderWithTheSameUse() {
    String code = shop.give(Shop.pool(terms()), alice);
    String key = fresh("key");
    Map<String, Object> body = Shop.ordered(code, alice, order, 700);

    Response first = shop.send("reserve", key, body);
    Response second = shop.send("reserve", key, body);
    Response otherKey = shop.reserve(code, alice, order, 700);
    shop.send("reserve", key, Shop.ordered(code, alice, order, 701)).then().statusCode(422);
    shop.reserve(code, alice, fresh("order"), 700)
        .then()
        .statusCode(422)
        .body("code", equalTo("coupon-used-up"));
    Response redeemed = shop.redeem(code, alice, order, 700);
    Response again = shop.redeem(code, alice, order, 700);

    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(otherKey.asString()).isEqualTo(first.asString());
    assertThat(redeemed.statusCode()).isEqualTo(201);
    assertThat(again.asString()).isEqualTo(redeemed.asString());
    shop.reserve(code, alice, order, 700)
        .then()
        .statusCode(409)
        .body("code", equalTo("coupon-already-redeemed"));
  }

  @Test
  void shouldGiveTheUseBackWhenAReservationIsReleased() {
    String pool = Shop.pool(terms());
    String code = shop.give(pool, alice);
    String first = shop.reserve(code, alice, order, 700).path("reservationId");

    shop.release(first).then().statusCode(201).body("state", equalTo("released"));
    shop.release(first).then().statusCode(201).body("state", equalTo("released"));
    shop.redeem(first).then().statusCode(409).body("code", equalTo("coupon-reservation-released"));

    assertThat(Shop.wallet(alice).getString("items[0].state")).isEqualTo("valid");
    String second = shop.reserve(code, alice, order, 900).path("reservationId");
    assertThat(second).isEqualTo(first);
    shop.redeem(second).then().statusCode(201);
  }

  @Test
  void shouldGiveTheUseBackByItselfWhenAReservationIsNotRedeemedInTime() {
    String pool = Shop.pool(terms("reservationTtl", "PT60S"));
    String code = shop.give(pool, alice);
    String reservation = shop.reserve(code, alice, order, 700).path("reservationId");
    clock.setAhead(Duration.ofSeconds(61));

    await()
        .atMost(SOON)
        .until(() -> Shop.wallet(alice).getString("items[0].state").equals("valid"));
    shop.redeem(reservation)
        .then()
        .statusCode(409)
        .body("code", equalTo("coupon-reservation-expired"));
    shop.redeem(code, alice, fresh("order"), 700).then().statusCode(201);
    assertThat(Shop.units(alice, pool, "balance")).isZero();
  }

  @Test
  void shouldGiveARedemptionBackOnceForARefund() {
    String pool = Shop.pool(terms());
    String code = shop.give(pool, alice);
    String redemption = shop.redeem(code, alice, order, 700).path("redemptionId");

    shop.rollBack(redemption, "r1", 100L)
        .then()
        .statusCode(422)
        .body("code", equalTo("coupon-not-divisible"));
    Response first = shop.rollBack(redemption, "r1", null);
    Response again = shop.rollBack(redemption, "r1", null);
    shop.rollBack(redemption, "r2", null)
        .then()
        .statusCode(409)
        .body("code", equalTo("coupon-already-rolled-back"));

    first.then().statusCode(201).body("amount", equalTo(500)).body("restored", equalTo(true));
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(Shop.units(alice, pool, "balance")).isEqualTo(1);
    shop.redeem(code, alice, order, 700)
        .then()
        .statusCode(409)
        .body("code", equalTo("coupon-already-rolled-back"));
    shop.redeem(code, alice, fresh("order"), 700).then().statusCode(201);
  }

  @Test
  void shouldSpendAGiftCardLittleByLittleAndTakeMoneyBackInPart() {
    String pool = Shop.pool(terms("kind", "gift-card", "amount", 1_000));
    String code = shop.give(pool, alice);

    String first = shop.redeem(code, alice, order, 300).path("redemptionId");
    String kept = shop.reserve(code, alice, fresh("order"), 600).path("reservationId");
    shop.validate(code, alice, 5_000).then().body("discount", equalTo(100));
    shop.redeem(kept).then().statusCode(201).body("discount", equalTo(600));
    shop.rollBack(first, "r1", 120L).then().statusCode(201).body("remaining", equalTo(180));
    shop.rollBack(first, "r2", 181L)
        .then()
        .statusCode(422)
        .body("code", equalTo("more-than-redeemed"));
    shop.rollBack(first, "r1", 5L).then().statusCode(409).body("code", equalTo("refund-is-fixed"));
    shop.rollBack(first, "r3", null).then().statusCode(201).body("remaining", equalTo(0));

    assertThat(Shop.wallet(alice).getLong("items[0].left")).isEqualTo(400);
    shop.redeem(code, alice, fresh("order"), 5_000).then().body("discount", equalTo(400));
    assertThat(Shop.wallet(alice).getString("items[0].state")).isEqualTo("used");
    reason(code, alice, 10, "used-up");
  }

  @Test
  void shouldLimitTheUsesOfACustomerOverAllCodesOfThePool() {
    String pool = Shop.pool(terms("usesPerCustomer", 2));
    List<String> codes =
        List.of(shop.give(pool, alice), shop.give(pool, alice), shop.give(pool, alice));
    String reservation = shop.reserve(codes.get(0), alice, order, 700).path("reservationId");
    shop.redeem(codes.get(1), alice, fresh("order"), 700).then().statusCode(201);

    reason(codes.get(2), alice, 700, "customer-limit");
    shop.redeem(codes.get(2), alice, fresh("order"), 700)
        .then()
        .statusCode(422)
        .body("code", equalTo("coupon-customer-limit"));
    shop.release(reservation).then().statusCode(201);
    shop.redeem(codes.get(2), alice, fresh("order"), 700).then().statusCode(201);
  }

  @Test
  void shouldCountTheCustomerWhoUsesItWhenAnOrderChangesHands() {
    String pool = Shop.pool(terms("usesPerCode", 5, "usesPerCustomer", 1));
    String code = Shop.codes(pool, 1).getFirst();
    String bob = fresh("bob");
    shop.release(shop.reserve(code, alice, order, 700).path("reservationId"))
        .then()
        .statusCode(201);

    shop.redeem(code, bob, order, 700).then().statusCode(201).body("customerId", equalTo(bob));

    reason(code, bob, 700, "customer-limit");
    shop.validate(code, alice, 700).then().body("valid", equalTo(true));
    shop.redeem(code, alice, order, 700)
        .then()
        .statusCode(409)
        .body("code", equalTo("order-of-another-customer"));
  }

  /** Looking a code up is one step into the index, also among very many codes. */
  @Test
  void shouldFindCodesByTheIndex() {
    String plan =
        String.join(
            "\n",
            sql.query(
                "explain select id from coupons where code_mac = any((select array_agg(decode(m,"
                    + " 'hex')) from unnest(?::text[]) m)::bytea[])",
                row -> row.getString(1),
                List.of("00")));

    assertThat(plan).contains("uq_coupons_code_mac");
  }

  @Test
  void shouldMoveWhatExpiredOutOfWhatIsOwed() {
    String units = Shop.pool(terms("validFor", "PT1H"));
    String cards = Shop.pool(terms("kind", "gift-card", "amount", 1_000, "validFor", "PT1H"));
    String unit = shop.give(units, alice);
    String card = shop.give(cards, alice);
    String spent = shop.redeem(card, alice, order, 300).path("redemptionId");
    clock.setAhead(Duration.ofMinutes(61));

    await().atMost(SOON).until(() -> left(card(alice, cards)) == 0);
    await().atMost(SOON).until(() -> Shop.units(alice, units, "balance") == 0);
    reason(unit, alice, 700, "expired");
    shop.rollBack(spent, "r1", null).then().statusCode(201);
    await().atMost(SOON).until(() -> left(card(alice, cards)) == 0);
    reason(card, alice, 700, "expired");
  }

  @Test
  @Tag("RWD-11")
  void shouldTellWhatHappenedAndNeverTheCode() {
    String code = shop.give(Shop.pool(terms()), alice);
    JsonPath receipt = shop.redeem(code, alice, order, 700).jsonPath();
    String coupon = receipt.getString("couponId");
    shop.rollBack(receipt.getString("redemptionId"), "r1", null).then().statusCode(201);

    List<Topics.Entry> told =
        Topics.await("goodword.reward", 3, SOON, entry -> coupon.equals(entry.key()));

    assertThat(told)
        .extracting(entry -> entry.header("ce_type"))
        .containsExactly(CouponIssued.TYPE, CouponRedeemed.TYPE, CouponRolledBack.TYPE);
    assertThat(told)
        .extracting(entry -> entry.header("ce_sequence"))
        .containsExactly("1", "2", "3");
    assertThat(told)
        .allSatisfy(entry -> assertThat(entry.text()).contains(alice).doesNotContain(code));
  }

  private void reason(String code, String customer, long amount, String reason) {
    shop.validate(code, customer, amount)
        .then()
        .statusCode(200)
        .body("valid", equalTo(false))
        .body("reason", equalTo(reason));
  }

  private static JsonPath card(String customer, String pool) {
    return Shop.wallet(customer).setRootPath("items.find { it.pool == '" + pool + "' }");
  }

  private static long left(JsonPath card) {
    return card.getLong("left");
  }
}
