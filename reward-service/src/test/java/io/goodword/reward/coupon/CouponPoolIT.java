package io.goodword.reward.coupon;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fei;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.coupon.Shop.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-05")
class CouponPoolIT {

  @Inject Sql sql;

  private final Shop shop = new Shop();
  private final String alice = fresh("alice");

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldDefineAPoolWithItsAssetOnce() {
    String name = Shop.name();
    Response first = Shop.define(name, terms("prefix", "TEA", "validFor", "P30D"));
    Response again = Shop.define(name, terms("prefix", "TEA", "validFor", "PT720H"));

    first.then().statusCode(201).header("ETag", "\"1\"").body("asset", equalTo("COUPON:" + name));
    assertThat(first.jsonPath().getInt("entropyBits")).isEqualTo(78);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.jsonPath().getInt("version")).isEqualTo(1);
    Shop.define(name, terms()).then().statusCode(409).body("code", equalTo("coupon-pool-exists"));
    fei()
        .body(Map.of("scale", 1, "kind", "coupon"))
        .put("/v1/assets/COUPON:" + name)
        .then()
        .statusCode(409);
    as("mei", "marketer").get("/v1/coupon-pools/" + Shop.name()).then().statusCode(404);
  }

  @Test
  void shouldRefuseAnUnknownCurrencyAndANameThatIsNone() {
    Shop.define(Shop.name(), terms("currency", "CASH:NONE"))
        .then()
        .statusCode(422)
        .body("code", equalTo("unknown-asset"));
    Shop.define("lower", terms())
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("name"));
  }

  @Test
  void shouldListPoolsByNamePageByPage() {
    String one = Shop.pool(terms());
    JsonPath page = as("an", "auditor").get("/v1/coupon-pools?limit=1").then().extract().jsonPath();
    boolean found = page.getList("items.name").contains(one);
    while (page.getString("next") != null && !found) {
      page =
          as("an", "auditor")
              .get("/v1/coupon-pools?limit=200&after=" + page.getString("next"))
              .jsonPath();
      found = page.getList("items.name").contains(one);
    }

    assertThat(found).isTrue();
  }

  @Test
  @Tag("L13")
  void shouldFreezeTermsWhenTheFirstCodeIsOutExceptInFavourOfCustomers() {
    String pool = Shop.pool(terms("amount", 500));
    revise(pool, "1", terms("amount", 300)).then().statusCode(200).header("ETag", "\"2\"");
    assertThat(Shop.read(pool).getBoolean("codesOut")).isFalse();

    shop.give(pool, alice);

    assertThat(Shop.read(pool).getBoolean("codesOut")).isTrue();
    revise(pool, "2", terms("amount", 299, "minimumSpend", 1))
        .then()
        .statusCode(409)
        .body("code", equalTo("terms-frozen"))
        .body("violations.field", hasItems("amount", "minimumSpend"));
    revise(pool, "2", terms("amount", 400)).then().statusCode(200).header("ETag", "\"3\"");
    assertThat(Shop.wallet(alice).getLong("items[0].amount")).isEqualTo(400);
    assertThat(
            sql.query(
                "select version from coupon_pool_terms where pool = ? order by version",
                row -> row.getInt(1),
                pool))
        .containsExactly(1, 2, 3);
  }

  @Test
  void shouldRefuseAChangeThatWasMadeOnOldTerms() {
    String pool = Shop.pool(terms());
    revise(pool, "7", terms("amount", 900)).then().statusCode(412);
    as("mei", "marketer")
        .body(terms("amount", 900))
        .put("/v1/coupon-pools/" + pool)
        .then()
        .statusCode(428);
    revise(pool, "1", terms()).then().statusCode(200).header("ETag", "\"1\"");
  }

  @Test
  void shouldAnswerTheSameKeyWithTheSameCodeAndStoreItNowhereInClear() {
    String pool = Shop.pool(terms());
    String key = fresh("key");
    Response first = shop.assign(pool, alice, key);
    Response second = shop.assign(pool, alice, key);
    sql.update("delete from idempotency where key = ?", key);
    Response later = shop.assign(pool, alice, key);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(later.asString()).isEqualTo(first.asString());
    assertThat(Shop.units(alice, pool, "balance")).isEqualTo(1);
    String code = first.path("code");
    String plain = code.replace("-", "");
    for (String table : new String[] {"coupons", "idempotency", "journals", "outbox", "entries"}) {
      assertThat(
              sql.first(
                  "select count(*) from "
                      + table
                      + " t where position(? in t::text) > 0 or position(? in t::text) > 0",
                  row -> row.getLong(1),
                  code,
                  plain))
          .as(table)
          .contains(0L);
    }
  }

  @Test
  void shouldShowTheCodeToItsHolderAndNeverToSupport() {
    String pool = Shop.pool(terms("minimumSpend", 900, "validFor", "P1D"));
    String code = shop.give(pool, alice);

    JsonPath own = Shop.wallet(alice);
    assertThat(own.getString("items[0].code")).isEqualTo(code);
    assertThat(own.getString("items[0].state")).isEqualTo("valid");
    assertThat(own.getLong("items[0].minimumSpend")).isEqualTo(900);
    assertThat(own.getString("items[0].expiresAt")).isNotBlank();
    Response support = as("su", "support").get("/v1/customers/" + alice + "/coupons");
    assertThat(support.asString()).doesNotContain(code);
    assertThat(support.jsonPath().getString("items[0].last4"))
        .isEqualTo(code.substring(code.length() - 4));
    as("bob", "customer").get("/v1/customers/" + alice + "/coupons").then().statusCode(404);
  }

  @Test
  void shouldPayFromTheBudgetOfACampaignAndNoFurther() {
    String pool = Shop.pool(terms());
    String campaign = fresh("campaign");
    Api.fund(campaign, "COUPON:" + pool, 1).then().statusCode(201);

    assignFrom(campaign, pool).then().statusCode(201);
    assignFrom(campaign, pool).then().statusCode(422).body("code", equalTo("budget-exhausted"));

    assertThat(Shop.wallet(alice).getList("items")).hasSize(1);
  }

  @Test
  void shouldGiveNoHolderToCodesForManyOrders() {
    shop.assign(Shop.pool(terms("usesPerCode", 2)), alice)
        .then()
        .statusCode(422)
        .body("code", equalTo("coupon-pool-is-open"));
    shop.assign(Shop.pool(terms("validUntil", "2026-01-01T00:00:00Z")), alice)
        .then()
        .statusCode(422)
        .body("code", equalTo("coupon-pool-has-ended"));
  }

  private Response assignFrom(String campaign, String pool) {
    return as("mei", "marketer")
        .header("Idempotency-Key", fresh("key"))
        .body(Map.of("customerId", alice, "campaignId", campaign))
        .post("/v1/coupon-pools/" + pool + "/assignments");
  }

  private static Response revise(String pool, String version, Map<String, Object> terms) {
    return as("mei", "marketer")
        .header("If-Match", '"' + version + '"')
        .body(terms)
        .put("/v1/coupon-pools/" + pool);
  }
}
