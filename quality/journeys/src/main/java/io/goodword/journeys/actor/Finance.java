package io.goodword.journeys.actor;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.util.Map;

/** Finance: assets, budgets, adjustments, files and the books. */
public final class Finance {

  /** User name of Fei, who does it all day. */
  public static final String NAME = "fei";

  /** User name of Lin, whom what Fei asks for needs. */
  private static final String SECOND = "lin";

  private final World world;
  private final String name;

  /** Fei in one run. */
  public Finance(World world) {
    this(world, NAME);
  }

  private Finance(World world, String name) {
    this.world = world;
    this.name = name;
  }

  /** Lin in one run. */
  public static Finance second(World world) {
    return new Finance(world, SECOND);
  }

  /** Defines a coupon as an asset of which one unit is one coupon. */
  public Reply coupon(String asset) {
    return asset(asset, Json.object("scale", 0, "kind", "coupon"));
  }

  /** Defines an asset for life. */
  public Reply asset(String asset, JsonNode definition) {
    return send(Call.put(world.addresses().reward(), "/v1/assets/" + asset, definition));
  }

  /** Reads how an asset expires. */
  public Reply expiry(String asset) {
    return get("/v1/assets/" + asset + "/expiry");
  }

  /** Sets how an asset expires for the first time. */
  public Reply setExpiry(String asset, JsonNode policy) {
    return send(Call.put(world.addresses().reward(), "/v1/assets/" + asset + "/expiry", policy));
  }

  /** Sets anew how an asset expires. */
  public Reply setExpiry(String asset, JsonNode policy, String etag) {
    return send(
        Call.put(world.addresses().reward(), "/v1/assets/" + asset + "/expiry", policy)
            .header("If-Match", etag));
  }

  /** Puts an amount into the budget of a campaign or programme. */
  public Reply fund(String campaign, String asset, long amount, String key) {
    return send(
        Call.post(
                world.addresses().reward(),
                "/v1/budgets/" + campaign + "/fundings",
                Json.object("asset", asset, "amount", amount))
            .key(key));
  }

  /** Divides a budget into slots; 0 for one that is not divided. */
  public Reply divide(String campaign, String asset, int slots) {
    return send(
        Call.put(
            world.addresses().reward(),
            "/v1/budgets/" + campaign + "/slots",
            Json.object("asset", asset, "count", slots)));
  }

  /** Reads a budget. */
  public Reply budget(String campaign) {
    return get("/v1/budgets/" + campaign);
  }

  /** One figure of a budget: funded, spent, held or available. */
  public long budget(String campaign, String asset, String figure) {
    return Json.find(budget(campaign).must(200).json().path("items"), Map.of("asset", asset))
        .map(item -> item.path(figure).asLong())
        .orElse(0L);
  }

  /** Reads the trial balance. */
  public Reply trialBalance() {
    return get("/v1/ledger/trial-balance");
  }

  /** Reads what is owed to customers. */
  public Reply liability() {
    return get("/v1/ledger/liability");
  }

  /** Reads a balance of one of the house's own accounts. */
  public long house(String accountClass, String asset) {
    return get("/v1/accounts/" + accountClass + "/house/balance?asset=" + asset)
        .must(200)
        .json()
        .path("posted")
        .asLong();
  }

  /** Sets what each role may move of an asset in 24 hours without a second person. */
  public Reply adjustmentLimits(String asset, JsonNode limits) {
    return send(Call.put(world.addresses().reward(), "/v1/adjustment-limits/" + asset, limits));
  }

  /** Asks to give or take something by hand. */
  public Reply adjust(JsonNode adjustment) {
    return send(
        Call.post(world.addresses().reward(), "/v1/adjustments", adjustment)
            .key(World.fresh("adjustment")));
  }

  /** Approves an adjustment as it was read. */
  public Reply approve(String adjustment, String hash) {
    return send(
        Call.post(
                world.addresses().reward(),
                "/v1/adjustments/" + adjustment + "/approve",
                Json.object("hash", hash))
            .key(World.fresh("approval")));
  }

  /** Takes a file, for instance {@code liability.csv}. */
  public Reply export(String file) {
    return get("/v1/exports/" + file);
  }

  /** Reads the proof of the books. */
  public Reply proof() {
    return get("/v1/ledger/proof");
  }

  /**
   * Requires every invariant of the books to hold.
   *
   * @throws io.goodword.journeys.client.StoryBroken when one does not
   */
  public JsonNode mustBalance() {
    JsonNode proof = proof().must(200).json();
    Expect.same("'balanced' of the proof", true, proof.path("balanced").asBoolean());
    Expect.that("The proof should list its invariants", proof.path("invariants").size() > 0, proof);
    for (JsonNode invariant : proof.path("invariants")) {
      Expect.that(
          "The invariant '%s' should hold".formatted(invariant.path("name").asText()),
          invariant.path("holds").asBoolean(),
          invariant);
    }
    return proof;
  }

  private Reply get(String path) {
    return world.get(name, world.addresses().reward(), path);
  }

  private Reply send(Call call) {
    return world.send(name, call);
  }
}
