package io.goodword.journeys.actor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.time.Duration;
import java.time.Instant;

/** Mei, the marketer: campaigns, review programmes, rules and the funnel. */
public final class Marketer {

  /** Her user name. */
  public static final String NAME = "mei";

  private final World world;

  /** Mei in one run. */
  public Marketer(World world) {
    this.world = world;
  }

  /** A draw in market CN whose tickets cost a point, at most two for a person. */
  public static ObjectNode draw(Instant opens, Duration open, Object... prizes) {
    return Json.object(
        "market", "CN",
        "texts",
            Json.object(
                "zh-CN", notice("茶会抽奖", "凡获得奖券者均可参加。", "抽奖结束后奖品存入账户。", "注销账户视为放弃。"),
                "zh-TW", notice("茶會抽獎", "凡獲得獎券者均可參加。", "抽獎結束後獎品存入帳戶。", "註銷帳戶視為放棄。"),
                "en",
                    notice(
                        "Tea draw",
                        "For everybody who got a ticket.",
                        "Prizes are in the account when the draw has ended.",
                        "Closing the account gives a prize up.")),
        "prizes", Json.array(prizes),
        "tickets", Json.object("price", 1, "maxPerPerson", 2),
        "opensAt", opens.toString(),
        "closesAt", opens.plus(open).toString());
  }

  private static ObjectNode notice(String title, String conditions, String award, String forfeit) {
    return Json.object(
        "title", title,
        "conditions", conditions,
        "award", award,
        "forfeit", forfeit,
        "organiser", "Example Tea, tea@shop.example");
  }

  /** Some points as a prize, worth a fen each. */
  public static ObjectNode prize(long points, int quantity) {
    return Json.object(
        "name",
        Json.languages(points + "积分", points + "積分", points + " points"),
        "asset",
        "POINTS",
        "amount",
        points,
        "quantity",
        quantity,
        "fairValue",
        Json.object("currency", "CNY", "amount", points));
  }

  /** A campaign in market CN with rewards for both sides. */
  public ObjectNode draft(String coupon, String holding) {
    Instant now = Instant.now();
    return Json.object(
        "name", "Spring " + world.run(),
        "market", "CN",
        "startsAt", now.minus(Duration.ofMinutes(1)).toString(),
        "endsAt", now.plus(Duration.ofDays(30)).toString(),
        "attribution", Json.object("model", "last-touch", "window", "P30D"),
        "terms",
            Json.languages(
                "每成功推荐一位朋友，双方各得奖励。奖励在退货期结束后到账。",
                "每成功推薦一位朋友，雙方各得獎勵。獎勵在退貨期結束後入帳。",
                "You and your friend are both rewarded. Rewards arrive when the return period is"
                    + " over."),
        "landing",
            Json.object(
                "zh-CN", landing("朋友推荐给您的好茶", "首次下单，您会收到一份见面礼。", "去看看"),
                "zh-TW", landing("朋友推薦給您的好茶", "首次下單，您會收到一份見面禮。", "去看看"),
                "en",
                    landing(
                        "A tea your friend likes",
                        "A small welcome gift comes with your first order.",
                        "Visit the shop")),
        "destination", "https://shop.example/welcome",
        "destinationHosts", Json.array("shop.example"),
        "accent", "#c2410c",
        "rewards",
            Json.array(
                reward("registered", "advocate", "POINTS", 100, "PT0S"),
                reward("registered", "friend", coupon, 1, "PT0S"),
                reward("first-paid-order", "advocate", "POINTS", 500, holding),
                reward("first-paid-order", "friend", "POINTS", 200, holding)));
  }

  private static ObjectNode landing(String title, String text, String button) {
    return Json.object("title", title, "text", text, "button", button);
  }

  /** One promised reward. */
  public static ObjectNode reward(
      String milestone, String beneficiary, String asset, long amount, String holding) {
    return Json.object(
        "milestone", milestone,
        "beneficiary", beneficiary,
        "asset", asset,
        "amount", amount,
        "holdingPeriod", holding);
  }

  /** Creates a campaign. */
  public Reply create(JsonNode campaign, String key) {
    return world.send(
        NAME, Call.post(world.addresses().referral(), "/v1/campaigns", campaign).key(key));
  }

  /** Starts, pauses or ends a campaign. */
  public Reply move(String campaign, String step) {
    return world.send(
        NAME,
        Call.post(
                world.addresses().referral(),
                "/v1/campaigns/" + campaign + "/" + step,
                Json.object())
            .key(World.fresh(step)));
  }

  /** Reads a campaign. */
  public Reply campaign(String campaign) {
    return world.get(NAME, world.addresses().referral(), "/v1/campaigns/" + campaign);
  }

  /** Puts new content into a campaign. */
  public Reply revise(String campaign, JsonNode content, String etag) {
    return world.send(
        NAME,
        Call.put(world.addresses().referral(), "/v1/campaigns/" + campaign, content)
            .header("If-Match", etag));
  }

  /** Reads how people came through a campaign. */
  public Reply funnel(String campaign) {
    return world.get(NAME, world.addresses().referral(), "/v1/campaigns/" + campaign + "/funnel");
  }

  /** Reads a referral with its decision. */
  public Reply referral(String referral) {
    return world.get(NAME, world.addresses().referral(), "/v1/referrals/" + referral);
  }

  /** Reads the referrals of a friend. */
  public Reply referralsOf(String friend) {
    return world.get(NAME, world.addresses().referral(), "/v1/referrals?friendId=" + friend);
  }

  /** Creates a review programme; ends the one before, because a market has one. */
  public Reply programme(JsonNode programme, String key) {
    endProgrammes();
    return world.send(
        NAME, Call.post(world.addresses().review(), "/v1/review-programmes", programme).key(key));
  }

  /** Ends every active review programme of the market CN. */
  public void endProgrammes() {
    Reply listed = world.get(NAME, world.addresses().review(), "/v1/review-programmes").must(200);
    for (JsonNode programme : listed.json().path("items")) {
      if (programme.path("state").asText().equals("active")
          && programme.path("market").asText().equals("CN")) {
        world
            .send(
                NAME,
                Call.post(
                    world.addresses().review(),
                    "/v1/review-programmes/" + programme.path("id").asText() + "/end",
                    Json.object()))
            .must(200, 204);
      }
    }
  }

  /** Promises a reward for each published review of a programme, the same for any stars. */
  public Reply reviewRule(String programme, long points) {
    return world.send(
        NAME,
        Call.post(
                world.addresses().reward(),
                "/v1/rules",
                Json.object(
                    "on", "review.published",
                    "programmeId", programme,
                    "beneficiary", "reviewer",
                    "asset", "POINTS",
                    "amount", points,
                    "holdingPeriod", "PT0S"))
            .key(World.fresh("rule")));
  }
}
