package io.goodword.journeys.actor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.time.Instant;

/** What Mei, the marketer, does in reward-service: rules, gifts, coupon pools and levels. */
public final class RewardDesk {

  private static final String RULES = "/v1/reward-rules";

  private final World world;
  private final URI reward;

  /** Mei's desk in one run. */
  public RewardDesk(World world) {
    this.world = world;
    this.reward = world.addresses().reward();
  }

  /** Writes a rule. */
  public Reply rule(JsonNode draft) {
    return send(Call.post(reward, RULES, draft).key(World.fresh("rule")));
  }

  /** Reads a rule. */
  public Reply readRule(String rule) {
    return send(Call.get(reward, RULES + "/" + rule));
  }

  /** Writes a new version of a rule. */
  public Reply reviseRule(String rule, JsonNode draft, String etag) {
    return send(Call.put(reward, RULES + "/" + rule, draft).header("If-Match", etag));
  }

  /** Tries the latest version of a rule on what happened in a stretch of time. */
  public Reply simulateRule(String rule, Instant from, Instant to) {
    return send(
        Call.post(
            reward,
            RULES + "/" + rule + "/simulate",
            Json.object("from", from.toString(), "to", to.toString())));
  }

  /** Brings the latest version of a rule into force. */
  public Reply activateRule(String rule, String hash, String etag) {
    return send(
        Call.post(reward, RULES + "/" + rule + "/activate", Json.object("hash", hash))
            .header("If-Match", etag));
  }

  /** Ends a rule. */
  public Reply retireRule(String rule, String etag) {
    return send(
        Call.post(reward, RULES + "/" + rule + "/retire", Json.object()).header("If-Match", etag));
  }

  /** Writes a new gift. */
  public Reply gift(String sku, JsonNode draft) {
    return send(Call.put(reward, "/v1/gifts/" + sku, draft));
  }

  /** Reads a gift with its stock. */
  public Reply readGift(String sku) {
    return send(Call.get(reward, "/v1/gifts/" + sku));
  }

  /** Receives stock of a gift. */
  public Reply stock(String sku, int quantity, String reason) {
    return send(
        Call.post(
                reward,
                "/v1/gifts/" + sku + "/stock",
                Json.object("quantity", quantity, "reason", reason))
            .key(World.fresh("stock")));
  }

  /** Defines a pool of coupons. */
  public Reply pool(String name, ObjectNode terms) {
    return send(Call.post(reward, "/v1/coupon-pools", Json.object("name", name, "terms", terms)));
  }

  /** Gives a customer a code of a pool. */
  public Reply assign(String pool, String customer) {
    return send(
        Call.post(
                reward,
                "/v1/coupon-pools/" + pool + "/assignments",
                Json.object("customerId", customer))
            .key(World.fresh("assignment")));
  }

  /** Writes the draft of a new tier programme. */
  public Reply levels(String programme, JsonNode draft) {
    return send(Call.put(reward, "/v1/tier-programmes/" + programme, draft));
  }

  /** Puts the draft of a tier programme in force. */
  public Reply activateLevels(String programme, String etag) {
    return send(
        Call.post(reward, "/v1/tier-programmes/" + programme + "/activate", Json.object())
            .header("If-Match", etag));
  }

  private Reply send(Call call) {
    return world.send(Marketer.NAME, call);
  }
}
