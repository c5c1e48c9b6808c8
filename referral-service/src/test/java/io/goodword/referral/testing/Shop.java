package io.goodword.referral.testing;

import static io.restassured.RestAssured.given;

import io.goodword.stack.testing.Tokens;
import io.goodword.stack.testing.Topics;
import io.goodword.stack.testing.Topics.Entry;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The shop, its marketer and its customers, as they talk to the running service. */
public final class Shop {

  private static final Pattern TOKEN = Pattern.compile("gw=([A-Za-z0-9._%-]+)");

  private Shop() {}

  /** A personal link. */
  public record Link(String linkId, String code, String couponCode) {}

  /** An id that no other test has. */
  public static String person(String name) {
    return name + "-" + UUID.randomUUID();
  }

  /** A running campaign with a reward of each milestone for each side. */
  public static String runningCampaign(String model, String window) {
    String id = draft(model, window, bothMilestones());
    start(id);
    return id;
  }

  /** A running campaign that pays for registrations only. */
  public static String runningCampaignWithoutOrderReward() {
    String id =
        draft("last-touch", "P30D", List.of(reward("registered", "advocate", "POINTS", 100)));
    start(id);
    return id;
  }

  private static String draft(String model, String window, List<Map<String, Object>> rewards) {
    Map<String, Object> text =
        Map.of("title", "Hello", "text", "A friend invites you.", "button", "Go");
    Map<String, Object> draft = new LinkedHashMap<>();
    draft.put("name", "Spring");
    draft.put("market", "CN");
    draft.put("startsAt", Instant.now().minus(Duration.ofDays(30)).toString());
    draft.put("endsAt", Instant.now().plus(Duration.ofDays(30)).toString());
    draft.put("attribution", Map.of("model", model, "window", window));
    draft.put("terms", Map.of("zh-CN", "每人一次。", "zh-TW", "每人一次。", "en", "Once each."));
    draft.put("landing", Map.of("zh-CN", text, "zh-TW", text, "en", text));
    draft.put("destination", "https://shop.example/welcome");
    draft.put("destinationHosts", List.of("shop.example"));
    draft.put("rewards", rewards);
    return given()
        .auth()
        .oauth2(Tokens.of("mei", "marketer"))
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(draft)
        .post("/v1/campaigns")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static List<Map<String, Object>> bothMilestones() {
    return List.of(
        reward("registered", "advocate", "POINTS", 100),
        reward("registered", "friend", "COUPON:WELCOME", 1),
        reward("first-paid-order", "advocate", "POINTS", 500));
  }

  private static Map<String, Object> reward(
      String milestone, String side, String asset, int amount) {
    return Map.of(
        "milestone",
        milestone,
        "beneficiary",
        side,
        "asset",
        asset,
        "amount",
        amount,
        "holdingPeriod",
        "PT0S");
  }

  /** Starts, pauses or ends a campaign. */
  public static void turn(String campaign, String action) {
    given()
        .auth()
        .oauth2(Tokens.of("mei", "marketer"))
        .post("/v1/campaigns/{id}/{action}", campaign, action)
        .then()
        .statusCode(200);
  }

  private static void start(String campaign) {
    turn(campaign, "start");
  }

  /** The advocate's link. */
  public static Link link(String campaign, String advocate) {
    JsonPath link =
        given()
            .auth()
            .oauth2(Tokens.of(advocate, "customer"))
            .contentType(ContentType.JSON)
            .body("{}")
            .post("/v1/campaigns/{id}/links", campaign)
            .then()
            .statusCode(org.hamcrest.Matchers.in(List.of(200, 201)))
            .extract()
            .jsonPath();
    return new Link(link.getString("linkId"), link.getString("code"), link.getString("couponCode"));
  }

  /** Opens the short link as a person would and returns the token of the landing page's button. */
  public static String openLink(Link link, String channel) {
    String landing =
        given()
            .redirects()
            .follow(false)
            .header(
                "User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1")
            .get("/r/{code}?via={channel}", link.code(), channel)
            .then()
            .statusCode(302)
            .extract()
            .header("Location");
    String page = given().get(landing).then().statusCode(200).extract().asString();
    Matcher token = TOKEN.matcher(page);
    if (!token.find()) {
      throw new AssertionError("no token on the page: " + page);
    }
    return URLDecoder.decode(token.group(1), StandardCharsets.UTF_8);
  }

  /** An event of the shop under a new id. */
  public static Map<String, Object> event(String type, String customer, Map<String, Object> data) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("customerId", customer);
    all.put("occurredAt", Instant.now().toString());
    all.putAll(data);
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("specversion", "1.0");
    event.put("id", "shop-" + UUID.randomUUID());
    event.put("source", "/shop");
    event.put("type", "io.goodword.commerce." + type + ".v1");
    event.put("subject", customer);
    event.put("time", all.get("occurredAt"));
    event.put("data", all);
    return event;
  }

  /** A registration with a claim. */
  public static Map<String, Object> registered(String customer, Map<String, Object> claim) {
    return event("customer.registered", customer, Map.of("claim", claim));
  }

  /** A paid order without a claim. */
  public static Map<String, Object> paid(String customer, String order, long amount) {
    return event("order.paid", customer, Map.of("orderId", order, "amount", cny(amount)));
  }

  /** A refund under a new id. */
  public static Map<String, Object> refunded(String customer, String order, long amount) {
    return event(
        "order.refunded",
        customer,
        Map.of("orderId", order, "refundId", UUID.randomUUID().toString(), "amount", cny(amount)));
  }

  /** Yuan in fen. */
  public static Map<String, Object> cny(long amount) {
    return Map.of("amount", amount, "currency", "CNY");
  }

  /** Reports events and returns the answer, whatever it is. */
  public static Response report(Object body) {
    return given()
        .auth()
        .oauth2(Tokens.of("shop", "system"))
        .contentType("application/cloudevents-batch+json")
        .body(json(body))
        .post("/v1/commerce-events");
  }

  /** Reports one event and returns its result. */
  public static Map<String, Object> reportOne(Map<String, Object> event) {
    return results(event).getFirst();
  }

  /** Reports events and returns their results. */
  @SafeVarargs
  public static List<Map<String, Object>> results(Map<String, Object>... events) {
    return report(new ArrayList<>(List.of(events)))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items");
  }

  /** Events of a type on goodword.referral that name a customer, in their order. */
  public static List<JsonPath> told(String type, String customer, int count) {
    return Topics.await(
            "goodword.referral",
            count,
            Duration.ofSeconds(60),
            entry -> isAbout(entry, "io.goodword.referral." + type + ".v1", customer))
        .stream()
        .map(entry -> JsonPath.from(entry.text()))
        .collect(Collectors.toList());
  }

  /** All events that lie on goodword.referral now and name a customer, as types in their order. */
  public static List<String> allTold(String customer) {
    return Topics.read("goodword.referral", entry -> entry.text().contains('"' + customer + '"'))
        .stream()
        .map(entry -> entry.header("ce_type"))
        .toList();
  }

  private static boolean isAbout(Entry entry, String type, String customer) {
    return entry.header("ce_type").equals(type) && entry.text().contains('"' + customer + '"');
  }

  /** JSON of maps and lists. */
  public static String json(Object value) {
    try {
      return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(value);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
