package io.goodword.journeys.actor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A running campaign of its own with one advocate, for scenes that need no more: 100 points for the
 * advocate and 50 for the friend at once when the friend registers, 500 and 200 after a holding
 * period when the friend first pays.
 *
 * @param world the run
 * @param campaign id of the campaign
 * @param advocate who recommends
 * @param linkId the advocate's link
 * @param code its code
 * @param couponCode its coupon code
 * @param shortUrl its address
 */
public record Stage(
    World world,
    String campaign,
    Customer advocate,
    String linkId,
    String code,
    String couponCode,
    String shortUrl) {

  /** What a friend's registration pays the advocate. */
  public static final long ADVOCATE_REGISTERED = 100;

  /** What a registration pays the friend. */
  public static final long FRIEND_REGISTERED = 50;

  /** What a friend's first paid order pays the advocate. */
  public static final long ADVOCATE_PAID = 500;

  /** What a first paid order pays the friend. */
  public static final long FRIEND_PAID = 200;

  /** A stage with an ample budget. */
  public static Stage open(World world, String name) {
    return open(world, name, 1_000_000, campaign -> {});
  }

  /**
   * A stage with a given budget and changes to the ordinary campaign.
   *
   * @param points budget, 0 for none
   */
  public static Stage open(World world, String name, long points, Consumer<ObjectNode> change) {
    var mei = new Marketer(world);
    ObjectNode content = content(world);
    change.accept(content);
    String campaign =
        mei.create(content, World.fresh("campaign")).must(201).json().path("id").asText();
    if (points > 0) {
      new Finance(world).fund(campaign, "POINTS", points, World.fresh("funding")).must(201);
    }
    mei.move(campaign, "start").must(200);
    var advocate = new Customer(world, world.customer(World.fresh(name)));
    JsonNode link = advocate.link(campaign).must(200, 201).json();
    return new Stage(
        world,
        campaign,
        advocate,
        link.path("linkId").asText(),
        link.path("code").asText(),
        link.path("couponCode").asText(),
        link.path("shortUrl").asText());
  }

  /** The ordinary campaign of a stage. */
  public static ObjectNode content(World world) {
    ObjectNode content = new Marketer(world).draft("POINTS", "PT0S");
    content.set(
        "rewards",
        Json.array(
            Marketer.reward("registered", "advocate", "POINTS", ADVOCATE_REGISTERED, "PT0S"),
            Marketer.reward("registered", "friend", "POINTS", FRIEND_REGISTERED, "PT0S"),
            Marketer.reward("first-paid-order", "advocate", "POINTS", ADVOCATE_PAID, "PT2S"),
            Marketer.reward("first-paid-order", "friend", "POINTS", FRIEND_PAID, "PT2S")));
    return content;
  }

  /** A new friend-to-be. */
  public Customer friend(String name) {
    return new Customer(world, world.customer(World.fresh(name)));
  }

  /** A claim by the advocate's code. */
  public ObjectNode byCode() {
    return Json.object("code", code);
  }

  /** An attribution token, as a friend gets it who opens the link. */
  public String token() {
    Visitor visitor = Visitor.onPhone(world, World.fresh("phone"), "en");
    return Visitor.token(Visitor.button(Visitor.page(visitor.landing(shortUrl))));
  }

  /** Reports one fact and returns its result. */
  public JsonNode report(ObjectNode fact) {
    Reply reply = new Shop(world).report(fact).must(200);
    return reply.json().path("items").path(0);
  }

  /** Registers a friend by code and waits for both rewards. */
  public void oneMoreFriend() {
    Customer friend = friend("beacon");
    JsonNode item = report(Shop.registered(friend.id(), byCode()));
    Expect.same("'attributed' of a friend", true, item.path("attributed").asBoolean());
    Await.until(
        "the reward of a friend",
        Await.SOON,
        () -> friend.balance("POINTS"),
        points -> points == FRIEND_REGISTERED);
  }

  /** Everything that is stored about this campaign and its advocate, as far as anybody can see. */
  public Map<String, JsonNode> state() {
    URI referral = world.addresses().referral();
    var state = new LinkedHashMap<String, JsonNode>();
    JsonNode funnel = new Marketer(world).funnel(campaign).must(200).json();
    for (String figure : new String[] {"registered", "paid", "revoked", "links"}) {
      state.put(figure, funnel.path(figure));
    }
    state.put(
        "referrals",
        world
            .get(Marketer.NAME, referral, "/v1/referrals?campaignId=" + campaign)
            .must(200)
            .json());
    state.put("budget", new Finance(world).budget(campaign).must(200).json());
    state.put("balances", advocate.balances(advocate.id()).must(200).json());
    state.put("grants", advocate.grants());
    return state;
  }
}
