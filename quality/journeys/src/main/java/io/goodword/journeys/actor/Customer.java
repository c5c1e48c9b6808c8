package io.goodword.journeys.actor;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A logged-in customer of the shop: own link, own balances, own messages. */
public final class Customer {

  private final World world;
  private final String id;

  /**
   * A customer in one run.
   *
   * @param id user name at the issuer, which is the customer id
   */
  public Customer(World world, String id) {
    this.world = world;
    this.id = id;
  }

  /** The customer id. */
  public String id() {
    return id;
  }

  /** Asks for the personal link of a campaign. */
  public Reply link(String campaign) {
    return world.send(
        id,
        Call.post(
                world.addresses().referral(), "/v1/campaigns/" + campaign + "/links", Json.object())
            .key(World.fresh("link")));
  }

  /** Asks for what to share on a channel. */
  public Reply share(String link, String channel, String locale) {
    return get(
        world.addresses().referral(),
        "/v1/links/" + link + "/share?channel=" + channel + "&locale=" + locale);
  }

  /** Says that a share tool was opened. */
  public Reply shareIntent(String link, String channel) {
    return send(
        Call.post(
            world.addresses().referral(),
            "/v1/links/" + link + "/share-intents",
            Json.object("channel", channel)));
  }

  /** Reads balances of a customer, usually the own ones. */
  public Reply balances(String customer) {
    return get(world.addresses().reward(), "/v1/customers/" + customer + "/balances");
  }

  /** The balance of an asset, 0 when there is none. */
  public long balance(String asset) {
    return field(asset, "balance");
  }

  /** What is promised but still held. */
  public long pending(String asset) {
    return field(asset, "pending");
  }

  /** What is owed after spending what was taken back. */
  public long debt(String asset) {
    return field(asset, "debt");
  }

  private long field(String asset, String field) {
    return Json.find(balances(id).must(200).json().path("items"), Map.of("asset", asset))
        .map(item -> item.path(field).asLong())
        .orElse(0L);
  }

  /** Reads the own statement of points. */
  public Reply statement(String asset) {
    return get(world.addresses().reward(), "/v1/customers/" + id + "/statement?asset=" + asset);
  }

  /** Reads the own grants. */
  public JsonNode grants() {
    return get(world.addresses().reward(), "/v1/customers/" + id + "/grants")
        .must(200)
        .json()
        .path("items");
  }

  /** The own grant for an occasion, by what caused it. */
  public Optional<JsonNode> grant(String occasion, String cause) {
    return Json.find(grants(), Map.of("occasion", occasion, "cause", cause));
  }

  /** Reads of what the own balance is made; lots of which nothing is left are told as well. */
  public Reply lots(String asset) {
    return get(
        world.addresses().reward(), "/v1/customers/" + id + "/lots?spent=true&asset=" + asset);
  }

  /** Reads what will be lost within a time, ISO 8601, unless it is spent. */
  public Reply expiring(String asset, String within) {
    return get(
        world.addresses().reward(),
        "/v1/customers/" + id + "/expiring?within=" + within + "&asset=" + asset);
  }

  /** Redeems a gift for the price that was shown. */
  public Reply redeem(String sku, long price) {
    return send(
        Call.post(
                world.addresses().reward(),
                "/v1/redemptions",
                Json.object("sku", sku, "expectedPrice", price))
            .key(World.fresh("wish")));
  }

  /** Reads the own coupons with their codes. */
  public Reply coupons() {
    return get(world.addresses().reward(), "/v1/customers/" + id + "/coupons");
  }

  /** Reads the own level in each programme. */
  public Reply levels() {
    return get(world.addresses().reward(), "/v1/customers/" + id + "/tier");
  }

  /** Asks the suite to invite somebody by itself. */
  public Reply invite(String campaign, String channel, String address) {
    return send(
        Call.post(
                world.addresses().referral(),
                "/v1/invitations",
                Json.object("campaignId", campaign, "channel", channel, "address", address))
            .key(World.fresh("invitation")));
  }

  /** Reads with the own token. */
  public Reply get(URI base, String path) {
    return send(Call.get(base, path));
  }

  /** Sends with the own token. */
  public Reply send(Call call) {
    return world.send(id, call);
  }
}
