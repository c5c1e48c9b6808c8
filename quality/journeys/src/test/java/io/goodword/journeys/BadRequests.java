package io.goodword.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.Spoiling.Bad;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.util.List;

/** Requests that break one rule each, made from good ones. */
final class BadRequests {

  private static final String LONG = "长".repeat(20_000);

  private BadRequests() {}

  /** For referral-service. */
  static List<Bad> referral(
      World world, JsonNode campaign, String campaignId, String linkId, String customer) {
    var made = new Spoiling();
    URI base = world.addresses().referral();
    made.new Good("mei", "POST", base, "/v1/campaigns", campaign)
        .notJson()
        .keyless()
        .without(
            "name",
            "market",
            "startsAt",
            "endsAt",
            "terms",
            "landing",
            "destination",
            "destinationHosts",
            "rewards")
        .wrong("/name", "")
        .wrong("/name", LONG)
        .wrong("/name", Json.object("a", 1))
        .wrong("/market", "XX")
        .wrong("/startsAt", "yesterday")
        .wrong("/endsAt", "2001-01-01T00:00:00Z")
        .wrong("/endsAt", "2999-01-01T00:00:00Z")
        .wrong("/attribution/model", "best-touch")
        .wrong("/attribution/window", "-P1D")
        .wrong("/attribution/window", "P9999D")
        .wrong("/attribution/window", "a month")
        .wrong("/terms", Json.object("en", "only English"))
        .wrong("/terms/en", LONG)
        .wrong("/landing/en/title", LONG)
        .wrong("/landing/zh-CN/title", "全国第一的好茶")
        .wrong("/landing/en/button", "")
        .wrong("/destination", "http://evil.example/")
        .wrong("/destination", "https://shop.example.evil.example/")
        .wrong("/destination", "https://shop.example@evil.example/")
        .wrong("/destination", "javascript:alert(1)")
        .wrong("/destinationHosts", Json.array())
        .wrong("/accent", "#ffff00")
        .wrong("/accent", "red;background:url(x)")
        .wrong("/rewards", Json.array())
        .wrong("/rewards/0/amount", 0)
        .wrong("/rewards/0/amount", -1)
        .wrong("/rewards/0/amount", "many")
        .wrong("/rewards/0/amount", 1.5)
        .wrong("/rewards/0/milestone", "shared")
        .wrong("/rewards/0/beneficiary", "uncle")
        .wrong("/rewards/0/asset", "points and more")
        .wrong("/rewards/0/holdingPeriod", "-PT1S")
        .wrong("/rewardDepth", 0)
        .wrong("/rewardDepth", 2);
    made
        .new Good(
            customer,
            "POST",
            base,
            "/v1/links/" + linkId + "/share-intents",
            Json.object("channel", "x"))
        .wrong("/channel", "pigeon")
        .wrong("/channel", LONG)
        .wrong("/channel", null)
        .wrong("/channel", 7);
    made
        .new Good(
            customer,
            "POST",
            base,
            "/v1/invitations",
            Json.object("campaignId", campaignId, "channel", "email", "address", "a@example.com"))
        .wrong("/campaignId", "nowhere")
        .wrong("/channel", "pigeon")
        .wrong("/address", LONG);
    made.get("mei", base, "a forged cursor", "/v1/campaigns?after=%25%25");
    made.get("mei", base, "a limit of zero", "/v1/campaigns?limit=0");
    made.get("mei", base, "a limit of 201", "/v1/campaigns?limit=201");
    made.get("mei", base, "a limit in words", "/v1/campaigns?limit=ten");
    made.get("mei", base, "an unknown campaign", "/v1/campaigns/nowhere");
    made.get("mei", base, "an unknown funnel", "/v1/campaigns/nowhere/funnel");
    made.get("mei", base, "an unknown referral", "/v1/referrals/nowhere");
    made.get(
        customer,
        base,
        "an unknown channel",
        "/v1/links/" + linkId + "/share?channel=pigeon&locale=en");
    return made.all();
  }

  /** For reward-service. */
  static List<Bad> reward(World world, String campaignId, String customer) {
    var made = new Spoiling();
    URI base = world.addresses().reward();
    made.new Good("fei", "PUT", base, "/v1/assets/BAD", Json.object("scale", 0, "kind", "points"))
        .notJson()
        .wrong("/scale", -1)
        .wrong("/scale", 99)
        .wrong("/scale", "two")
        .wrong("/kind", "gold")
        .wrong("/kind", null);
    made
        .new Good(
            "fei",
            "PUT",
            base,
            "/v1/assets/" + "A".repeat(300),
            Json.object("scale", 0, "kind", "points"))
        .wrong("/scale", 0);
    made
        .new Good(
            "fei",
            "POST",
            base,
            "/v1/budgets/" + campaignId + "/fundings",
            Json.object("asset", "POINTS", "amount", 10))
        .notJson()
        .keyless()
        .without("asset", "amount")
        .wrong("/amount", 0)
        .wrong("/amount", -5)
        .wrong("/amount", "ten")
        .wrong("/amount", 0.5)
        .wrong("/amount", Long.MAX_VALUE)
        .wrong("/asset", "NOWHERE")
        .wrong("/asset", LONG)
        .wrong("/asset", "");
    made
        .new Good(
            "mei",
            "POST",
            base,
            "/v1/rules",
            Json.object(
                "on", "review.published",
                "programmeId", campaignId,
                "beneficiary", "reviewer",
                "asset", "POINTS",
                "amount", 5,
                "holdingPeriod", "PT0S"))
        .notJson()
        .without("on", "programmeId", "beneficiary", "asset", "amount")
        .wrong("/on", "review.praised")
        .wrong("/beneficiary", "uncle")
        .wrong("/amount", -1)
        .wrong("/holdingPeriod", "-PT1S")
        .wrong("/programmeId", LONG);
    made
        .new Good(
            "mei",
            "POST",
            base,
            "/v1/coupon-pools",
            Json.object(
                "name",
                "BAD",
                "terms",
                Json.object("kind", "value", "currency", "POINTS", "amount", 5)))
        .notJson()
        .without("name", "terms")
        .wrong("/name", "lower case")
        .wrong("/terms/kind", "bargain")
        .wrong("/terms/amount", 0)
        .wrong("/terms/amount", 1.5)
        .wrong("/terms/currency", "NOWHERE")
        .wrong("/terms/length", 13)
        .wrong("/terms/validFor", "a month");
    ObjectNode from = account("budget", campaignId);
    ObjectNode to = account("customer", customer);
    made
        .new Good(
            "fei",
            "POST",
            base,
            "/v1/journals",
            Json.object(
                "kind", "adjust",
                "businessKey", World.fresh("bad"),
                "legs", Json.array(leg(from, -5), leg(to, 5))))
        .notJson()
        .keyless()
        .without("kind", "businessKey", "legs")
        .wrong("/kind", "gift")
        .wrong("/businessKey", "")
        .wrong("/businessKey", LONG)
        .wrong("/legs", Json.array())
        .wrong("/legs", Json.array(leg(from, -5)))
        .wrong("/legs", Json.array(leg(from, -5), leg(to, 4)))
        .wrong("/legs", Json.array(leg(from, 0), leg(to, 0)))
        .wrong("/legs", Json.array(leg(from, Long.MIN_VALUE), leg(to, Long.MAX_VALUE)))
        .wrong("/legs/0/account/class", "treasure")
        .wrong("/legs/0/account/asset", "NOWHERE")
        .wrong("/legs/0/account/owner", LONG);
    made
        .new Good(
            "su",
            "POST",
            base,
            "/v1/adjustments",
            Json.object(
                "customerId", customer,
                "asset", "POINTS",
                "amount", 5,
                "reason", "goodwill",
                "note", "sorry",
                "source", "budget",
                "campaignId", campaignId))
        .notJson()
        .keyless()
        .without("customerId", "asset", "amount", "reason", "note", "source", "campaignId")
        .wrong("/amount", 0)
        .wrong("/amount", -5)
        .wrong("/amount", 0.5)
        .wrong("/amount", Long.MIN_VALUE)
        .wrong("/asset", "NOWHERE")
        .wrong("/reason", "bribe")
        .wrong("/reason", "migration")
        .wrong("/note", "write to a@example.com")
        .wrong("/note", LONG)
        .wrong("/cause", LONG)
        .wrong("/source", "issuance")
        .wrong("/onShortage", "lend")
        .wrong("/customerId", LONG);
    made
        .new Good(
            "fei",
            "PUT",
            base,
            "/v1/adjustment-limits/POINTS",
            Json.object("support", 0, "marketer", 0, "finance", 0))
        .notJson()
        .without("support", "marketer", "finance")
        .wrong("/support", -1)
        .wrong("/finance", Long.MAX_VALUE);
    made.get("fei", base, "an unknown state", "/v1/adjustments?state=lost");
    made.get("fei", base, "a forged adjustment cursor", "/v1/adjustments?after=%25%25");
    loyalty(made, base, customer);
    made.get(
        "fei",
        base,
        "a limit of zero",
        "/v1/customers/" + customer + "/statement?asset=POINTS&limit=0");
    made.get(
        "fei",
        base,
        "a forged cursor",
        "/v1/customers/" + customer + "/statement?asset=POINTS&after=%25%25");
    return made.all();
  }

  private static void loyalty(Spoiling made, URI base, String customer) {
    made.new Good("mei", "PUT", base, "/v1/gifts/" + World.fresh("BAD"), Loyalty.gift())
        .notJson()
        .without("kind", "price", "texts")
        .wrong("/kind", "gold")
        .wrong("/price/amount", 0)
        .wrong("/price/amount", 0.5)
        .wrong("/price/asset", "NOWHERE")
        .wrong("/image", "https://evil.example/x.png")
        .wrong("/image", "javascript:alert(1)")
        .wrong("/market", LONG)
        .wrong("/texts/en/name", LONG)
        .wrong("/texts/en", null)
        .wrong("/limits/perPerson", -1)
        .wrong("/limits/period", "year")
        .wrong("/limits/zone", "Mars/Olympus")
        .wrong("/confirmWithin", "-PT1S");
    made.new Good("mei", "PUT", base, "/v1/gifts/%20", Loyalty.gift()).wrong("/market", "CN");
    made.new Good(customer, "POST", base, "/v1/redemptions", Json.object("sku", "NONE"))
        .notJson()
        .keyless()
        .without("sku")
        .wrong("/sku", LONG)
        .wrong("/customerId", "somebody-else")
        .wrong("/expectedPrice", "cheap");
    made
        .new Good(
            "mei", "PUT", base, "/v1/tier-programmes/" + World.fresh("bad"), Loyalty.programme())
        .notJson()
        .without("qualifying", "window", "zone", "levels", "downgrade")
        .wrong("/qualifying/count", "stars")
        .wrong("/qualifying/asset", "POINTS")
        .wrong("/window", "P0D")
        .wrong("/zone", "Mars/Olympus")
        .wrong("/downgrade", "two_down")
        .wrong("/grace", "soon")
        .wrong("/evaluationDay", 31)
        .wrong("/levels", Json.array())
        .wrong("/levels/1/threshold", 0)
        .wrong("/levels/1/threshold", Long.MIN_VALUE)
        .wrong("/levels/1/code", "MEMBER")
        .wrong("/levels/1/names", Json.object("en", "Gold"));
    made.get("su", base, "an unknown state", "/v1/redemptions?state=lost");
    made.get("su", base, "a forged cursor", "/v1/redemptions?after=%25%25");
    made.get("su", base, "an id that is none", "/v1/redemptions/nowhere");
  }

  /** For review-service. */
  static List<Bad> review(World world) {
    var made = new Spoiling();
    URI base = world.addresses().review();
    ObjectNode programme =
        Json.object(
            "name", "Reviews",
            "market", "CN",
            "requestDelay", "P7D",
            "remindAfter", "P5D",
            "linkValidity", "P45D",
            "incentive",
                Json.object(
                    "asset",
                    "POINTS",
                    "amount",
                    5,
                    "text",
                    Json.languages("五积分", "五積分", "5 points")));
    made.new Good("mei", "POST", base, "/v1/review-programmes", programme)
        .notJson()
        .keyless()
        .without("name", "market")
        .wrong("/name", "")
        .wrong("/name", LONG)
        .wrong("/market", "Narnia")
        .wrong("/requestDelay", "-P1D")
        .wrong("/requestDelay", "soon")
        .wrong("/requestDelay", "P9999D")
        .wrong("/remindAfter", "PT0S")
        .wrong("/linkValidity", "PT0S")
        .wrong("/linkValidity", "P9999D")
        .wrong("/incentive/amount", 0)
        .wrong("/incentive/amount", -3)
        .wrong("/incentive/amount", "five")
        .wrong("/incentive/asset", "")
        .wrong("/incentive/text", Json.object("en", "only English"))
        .wrong("/incentive/text/en", LONG);
    String nowhere = "00000000-0000-7000-8000-000000000000";
    made
        .new Good(
            "mo",
            "POST",
            base,
            "/v1/reviews/" + nowhere + "/decision",
            Json.object("action", "reject", "code", "personal-data", "note", "x"))
        .notJson()
        .wrong("/action", "publish")
        .wrong("/action", "burn")
        .wrong("/code", "because")
        .wrong("/note", LONG);
    made.get("mo", base, "an unknown review", "/v1/reviews/" + nowhere);
    made.get("mo", base, "an id that is none", "/v1/reviews/nowhere");
    made.get("mo", base, "a limit of zero", "/v1/reviews?productId=p&limit=0");
    made.get("mo", base, "a limit of 201", "/v1/reviews?productId=p&limit=201");
    made.get("mo", base, "a forged cursor", "/v1/reviews?productId=p&after=%25%25");
    made.get("mo", base, "an unknown state", "/v1/reviews?productId=p&state=lost");
    made.get("mei", base, "an unknown programme", "/v1/review-programmes/" + nowhere);
    return made.all();
  }

  /** For notification-service. */
  static List<Bad> notification(World world, String customer) {
    var made = new Spoiling();
    URI base = world.addresses().notification();
    ObjectNode consent =
        Json.object(
            "purpose", "reward",
            "channel", "email",
            "granted", true,
            "source", "form",
            "textVersion", "1");
    ObjectNode contact =
        Json.object(
            "email", "bad@example.com",
            "phone", "+8613812345678",
            "locale", "zh-CN",
            "zone", "Asia/Shanghai",
            "consents", Json.array(consent));
    made.new Good("", "PUT", base, "/v1/contacts/" + customer, contact)
        .notJson()
        .wrong("/email", "nobody")
        .wrong("/email", "a@b@c.example")
        .wrong("/email", "a\r\nBcc: x@example.com")
        .wrong("/email", LONG)
        .wrong("/phone", "12")
        .wrong("/phone", "call me")
        .wrong("/phone", "+99999999999999999999")
        .wrong("/locale", "x")
        .wrong("/locale", LONG)
        .wrong("/zone", "Mars/Olympus")
        .wrong("/zone", LONG)
        .wrong("/consents", Json.array(1))
        .wrong("/consents/0/purpose", "gossip")
        .wrong("/consents/0/channel", "pigeon")
        .wrong("/consents/0/granted", null)
        .wrong("/consents/0/granted", "perhaps")
        .wrong("/consents/0/source", "")
        .wrong("/consents/0/source", LONG)
        .wrong("/consents/0/textVersion", LONG)
        .wrong("/customerId", "somebody-else");
    made.new Good("", "PUT", base, "/v1/contacts/" + "c".repeat(1_000), contact)
        .wrong("/locale", "zh-CN");
    made.new Good("", "PUT", base, "/v1/contacts", Json.object("items", Json.array(contact)))
        .notJson()
        .wrong("/items", Json.array())
        .wrong("/items", null)
        .wrong("/items", many());
    made.get("su", base, "an unknown contact", "/v1/contacts/nobody-at-all");
    made.get("su", base, "an unknown message", "/v1/messages/nowhere");
    made.get("su", base, "a limit of zero", "/v1/messages?customerId=" + customer + "&limit=0");
    made.get(
        "su", base, "a forged cursor", "/v1/messages?customerId=" + customer + "&after=%25%25");
    return made.all();
  }

  private static ArrayNode many() {
    ArrayNode items = Json.array();
    for (int i = 0; i <= 1_000; i++) {
      items.add(Json.object("customerId", "c" + i, "locale", "en", "zone", "UTC"));
    }
    return items;
  }

  private static ObjectNode account(String kind, String owner) {
    return Json.object("class", kind, "owner", owner, "asset", "POINTS");
  }

  private static ObjectNode leg(ObjectNode account, long amount) {
    return Json.object("account", account, "amount", amount);
  }
}
