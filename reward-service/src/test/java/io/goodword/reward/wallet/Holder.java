package io.goodword.reward.wallet;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fei;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome.Posted;
import io.goodword.reward.ledger.Purpose;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A customer whose wallet is looked into. */
final class Holder {

  private static final String HOST = "http://localhost:8083";

  final String id = fresh("holder");
  private final String campaign = fresh("campaign");
  private final Ledger ledger;

  Holder(Ledger ledger) {
    this.ledger = ledger;
  }

  static void asset(String code, String kind, int scale, boolean spendable) {
    fei()
        .body(Map.of("kind", kind, "scale", scale, "spendable", spendable))
        .put("/v1/assets/" + code)
        .then()
        .statusCode(200);
  }

  /** An asset of points of which everything lives so long. */
  static String expiring(String validity) {
    String code = fresh("PTS");
    asset(code, "points", 0, true);
    fei()
        .body(Map.of("validity", validity, "zone", "Asia/Shanghai"))
        .put("/v1/assets/" + code + "/expiry")
        .then()
        .statusCode(200);
    return code;
  }

  Posted earn(String asset, long amount) {
    fund(campaign, asset, amount).then().statusCode(201);
    return ledger.post(
        fresh("earn"),
        Purpose.of("grant", "test").in(campaign),
        List.of(
            Leg.of(AccountRef.budget(campaign, asset), -amount),
            Leg.earn(AccountRef.customer(id, asset), amount)));
  }

  void spend(String asset, long amount) {
    ledger.post(
        fresh("spend"),
        Purpose.of("spend", "test"),
        List.of(
            Leg.of(AccountRef.customer(id, asset), -amount),
            Leg.of(AccountRef.redemption("shop", asset), amount)));
  }

  void takeBack(Posted earning) {
    ledger.reverse(earning.journalId(), null, "fei");
  }

  void awaits(String asset, long amount) {
    fund(campaign, asset, amount).then().statusCode(201);
    ledger.hold(
        new Operation.Hold(
            fresh("hold"),
            Purpose.of("grant", "test").in(campaign),
            AccountRef.budget(campaign, asset),
            AccountRef.customer(id, asset),
            amount,
            null,
            null));
  }

  /** Defines a pool; the terms override. */
  static String pool(Map<String, Object> terms) {
    asset("CASH:CNY", "cash", 2, true);
    String name = fresh("P").replace("P-", "P").substring(0, 30);
    var all =
        new HashMap<String, Object>(
            Map.of("kind", "value", "currency", "CASH:CNY", "amount", 2_000));
    all.putAll(terms);
    as("mei", "marketer")
        .body(Map.of("name", name, "terms", all))
        .post("/v1/coupon-pools")
        .then()
        .statusCode(201);
    return name;
  }

  /** The code that the customer is given. */
  String coupon(String pool) {
    return as("shop", "system")
        .header("Idempotency-Key", fresh("key"))
        .body(Map.of("customerId", id))
        .post("/v1/coupon-pools/" + pool + "/assignments")
        .then()
        .statusCode(201)
        .extract()
        .path("code");
  }

  void redeem(String code) {
    as("shop", "system")
        .header("Idempotency-Key", fresh("key"))
        .body(
            Map.of(
                "code",
                code,
                "customerId",
                id,
                "orderId",
                fresh("order"),
                "basket",
                Map.of(
                    "currency",
                    "CASH:CNY",
                    "lines",
                    List.of(Map.of("productId", "tea", "amount", 9_000)))))
        .post("/v1/coupons/redeem")
        .then()
        .statusCode(201);
  }

  /** Redeems a gift of that name, which costs 100 points and must be confirmed. */
  void gift(String name) {
    String sku = fresh("GIFT");
    Map<String, Object> text = Map.of("name", name, "description", name);
    as("mei", "marketer")
        .body(
            Map.of(
                "kind",
                "material",
                "price",
                Map.of("asset", "POINTS", "amount", 100),
                "texts",
                Map.of("zh-CN", text, "zh-TW", text, "en", text)))
        .put("/v1/gifts/" + sku)
        .then()
        .statusCode(200);
    fei()
        .header("Idempotency-Key", fresh("stock"))
        .body(Map.of("quantity", 1, "reason", "delivery note 1"))
        .post("/v1/gifts/" + sku + "/stock")
        .then()
        .statusCode(201);
    as(id, "customer")
        .header("Idempotency-Key", fresh("key"))
        .body(Map.of("sku", sku))
        .post("/v1/redemptions")
        .then()
        .statusCode(201);
  }

  /** Joins a programme, SILVER from 100 and GOLD from 500, with so much that counts. */
  void tier(long counted, String silver, String gold) {
    String unit = "STATUS:" + fresh("s");
    asset(unit, "points", 0, false);
    String programme = fresh("club");
    String tag =
        as("mei", "marketer")
            .body(
                Map.of(
                    "qualifying",
                    Map.of("asset", unit),
                    "window",
                    "P12M",
                    "zone",
                    "Asia/Shanghai",
                    "downgrade",
                    "one_down",
                    "grace",
                    "P30D",
                    "levels",
                    List.of(
                        level("MEMBER", 0, "Member"),
                        level("SILVER", 100, silver),
                        level("GOLD", 500, gold))))
            .put("/v1/tier-programmes/" + programme)
            .then()
            .statusCode(200)
            .extract()
            .header("ETag");
    as("mei", "marketer")
        .header("If-Match", tag)
        .post("/v1/tier-programmes/" + programme + "/activate")
        .then()
        .statusCode(200);
    earn(unit, counted);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                as(id, "customer")
                    .get("/v1/customers/" + id + "/tier")
                    .jsonPath()
                    .getObject(
                        "items.find { it.programmeId == '" + programme + "' }.level", String.class),
            level -> !level.equals("MEMBER") || counted < 100);
  }

  private static Map<String, Object> level(String code, int threshold, String name) {
    return Map.of(
        "code",
        code,
        "threshold",
        threshold,
        "names",
        Map.of("zh-CN", name, "zh-TW", name, "en", name));
  }

  /** A link that the customer asks for, without the host. */
  String link(String query) {
    String url =
        as(id, "customer")
            .post("/v1/customers/" + id + "/wallet-links" + query)
            .then()
            .statusCode(201)
            .extract()
            .path("url");
    return url.substring(HOST.length());
  }

  static Response open(String path, @Nullable String language) {
    var request = given().urlEncodingEnabled(false);
    return (language == null ? request : request.header("Accept-Language", language)).get(path);
  }

  /** The page in English. */
  String page() {
    return page(link("?lang=en"));
  }

  static String page(String path) {
    return open(path, null).then().statusCode(200).extract().asString();
  }

  /** Follows a link of a page by its text. */
  static String follow(String path, String page, String text) {
    Matcher link =
        Pattern.compile("<a href=\"([^\"]+)\"[^>]*>" + Pattern.quote(text) + "</a>").matcher(page);
    if (!link.find()) {
      throw new AssertionError("there is no link " + text);
    }
    String query = link.group(1).replace("&amp;", "&").replaceAll("#.*", "");
    return page(path.replaceAll("\\?.*", "") + query);
  }
}
