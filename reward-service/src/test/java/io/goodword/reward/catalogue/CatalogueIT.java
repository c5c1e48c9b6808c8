package io.goodword.reward.catalogue;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fei;
import static io.goodword.reward.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.goodword.kit.sql.Sql;
import io.goodword.kit.sql.SqlFailure;
import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
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
class CatalogueIT {

  @Inject Sql sql;

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldShowCustomersWhatIsVisibleToThem() {
    String market = "Tea";
    String shown = Shelf.stocked("material", 1, Map.of("market", market));
    String everywhere = Shelf.stocked("material", 1, Map.of());
    String elsewhere = Shelf.stocked("material", 1, Map.of("market", "Elsewhere"));
    String later =
        Shelf.stocked(
            "material", 1, Map.of("market", market, "visibleFrom", "2999-01-01T00:00:00Z"));
    String over =
        Shelf.stocked(
            "material",
            1,
            Map.of(
                "market",
                market,
                "visibleFrom",
                "2020-01-01T00:00:00Z",
                "visibleUntil",
                "2020-02-01T00:00:00Z"));

    assertThat(list(market, "customer"))
        .contains(shown, everywhere)
        .doesNotContain(elsewhere, later, over);
    assertThat(list(market, "sales")).contains(shown, everywhere, later, over);
    assertThat(list(market, "sales")).doesNotContain(elsewhere);
    as("alice", "customer").get("/v1/gifts/" + later).then().statusCode(404);
    as("su", "support")
        .get("/v1/gifts/" + later)
        .then()
        .statusCode(200)
        .body("staff.onHand", equalTo(1));
    as("alice", "customer")
        .get("/v1/gifts/" + shown)
        .then()
        .statusCode(200)
        .body("inStock", equalTo(true))
        .body("price.amount", equalTo(100))
        .body("texts.'zh-CN'.name", equalTo("茶具"))
        .body("staff", nullValue());
  }

  @Test
  void shouldNotLoseSomebodysChangeWhenTwoEdit() {
    String sku = Shelf.sku();
    Map<String, Object> gift = Shelf.gift("material", Map.of());
    Response made = Shelf.write(sku, null, gift);
    made.then().statusCode(200).header("ETag", "\"1\"");

    Shelf.write(sku, null, gift).then().statusCode(428).body("code", equalTo("if-match-required"));
    Shelf.write(sku, "\"1\"", price(200)).then().statusCode(200).header("ETag", "\"2\"");
    Shelf.write(sku, "\"1\"", price(300))
        .then()
        .statusCode(412)
        .body("code", equalTo("changed-meanwhile"));
    Shelf.write(Shelf.sku(), "\"1\"", gift).then().statusCode(412);

    as("alice", "customer")
        .get("/v1/gifts/" + sku)
        .then()
        .header("ETag", "\"2\"")
        .body("price.amount", equalTo(200));
    assertThat(
            sql.query(
                "select rules -> 'price' ->> 'amount' || ' by ' || written_by from gift_revisions"
                    + " where sku = ? order by revision",
                row -> row.getString(1),
                sku))
        .containsExactly("100 by mei", "200 by mei");
    assertThatThrownBy(() -> sql.update("update gift_revisions set written_by = 'me'"))
        .isInstanceOfSatisfying(
            SqlFailure.class, failure -> assertThat(failure.state()).isEqualTo("GW002"));
  }

  @Test
  void shouldRefuseAGiftThatMakesNoSense() {
    String sku = Shelf.sku();
    refused(sku, Map.of("price", Map.of("asset", "NOWHERE", "amount", 1)), "unknown-asset");
    refused(sku, Map.of("image", "https://evil.example/x.png"), "invalid-request");
    refused(
        sku,
        Map.of("requiredTier", Map.of("programmeId", "none", "level", "GOLD")),
        "unknown-tier");
    String status = "STATUS:" + fresh("s");
    fei()
        .body(Map.of("kind", "points", "scale", 0, "spendable", false))
        .put("/v1/assets/" + status)
        .then()
        .statusCode(200)
        .body("spendable", equalTo(false));
    refused(sku, Map.of("price", Map.of("asset", status, "amount", 1)), "not-spendable");
    Shelf.write("no spaces", null, Shelf.gift("material", Map.of())).then().statusCode(422);
    Shelf.write(sku, null, Shelf.gift("material", Map.of())).then().statusCode(200);
    Shelf.write(sku, "\"1\"", Shelf.gift("digital", Map.of()))
        .then()
        .statusCode(409)
        .body("code", equalTo("gift-is-fixed"));
  }

  @Test
  void shouldKeepStockAsAccountOfTheLedger() {
    String sku = Shelf.sku();
    Shelf.write(sku, null, Shelf.gift("material", Map.of())).then().statusCode(200);
    String key = fresh("stock");
    Response first = Shelf.stock(sku, 5, key);
    Response again = Shelf.stock(sku, 5, key);

    first.then().statusCode(201).body("onHand", equalTo(5)).body("free", equalTo(5));
    again.then().statusCode(201).header("Idempotency-Replayed", "true");
    assertThat(again.asString()).isEqualTo(first.asString());
    Shelf.stock(sku, 6, key).then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
    Shelf.stock(sku, -2).then().statusCode(201).body("onHand", equalTo(3));
    assertThat(Shelf.units(sku)).containsExactly(3L, 0L);
    assertThat(
            sql.first(
                "select b.posted from accounts a join balances b on b.account_id = a.id"
                    + " where a.class = 'issuance' and a.asset = ?",
                row -> row.getLong(1),
                "GIFT:" + sku))
        .contains(-3L);
    for (long bad : new long[] {0, Long.MIN_VALUE, Long.MAX_VALUE, 1_000_000_001L}) {
      Shelf.stock(sku, bad).then().statusCode(422).body("code", equalTo("invalid-request"));
    }
    Shelf.stock(Shelf.sku(), 1).then().statusCode(404);
  }

  @Test
  void shouldNotWriteOffWhatIsReserved() {
    String sku = Shelf.stocked("material", 2, Map.of());
    String alice = Shelf.customer(100);
    Shelf.redeemed(alice, sku);

    Shelf.stock(sku, -2)
        .then()
        .statusCode(422)
        .body("code", equalTo("more-than-free"))
        .body("violations[0].rule", equalTo("must be at most 1 units less"));
    Shelf.stock(sku, -1).then().statusCode(201).body("free", equalTo(0));
    assertThat(Shelf.units(sku)).containsExactly(1L, 1L);
  }

  private static Map<String, Object> price(int amount) {
    return Shelf.gift("material", Map.of("price", Map.of("asset", "POINTS", "amount", amount)));
  }

  private static void refused(String sku, Map<String, Object> wrong, String code) {
    Shelf.write(sku, null, Shelf.gift("material", wrong))
        .then()
        .statusCode(422)
        .body("code", equalTo(code));
    as("mei", "marketer").get("/v1/gifts/" + sku).then().statusCode(404);
  }

  private static List<String> list(String market, String role) {
    var skus = new ArrayList<String>();
    String after = "";
    do {
      JsonPath page =
          as("me", role)
              .get("/v1/gifts?limit=2&market=" + market + "&after=" + after)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      skus.addAll(page.getList("items.sku"));
      after = page.getString("next");
    } while (after != null);
    assertThat(skus).doesNotHaveDuplicates().isSorted();
    return skus;
  }
}
