package io.goodword.journeys.actor;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.util.Map;

/** Fei of finance: assets, budgets and the books. */
public final class Finance {

  /** Her user name. */
  public static final String NAME = "fei";

  private final World world;

  /** Fei in one run. */
  public Finance(World world) {
    this.world = world;
  }

  /** Defines a coupon as an asset of which one unit is one coupon. */
  public Reply coupon(String asset) {
    return world.send(
        NAME,
        Call.put(
            world.addresses().reward(),
            "/v1/assets/" + asset,
            Json.object("scale", 0, "kind", "coupon")));
  }

  /** Puts an amount into the budget of a campaign or programme. */
  public Reply fund(String campaign, String asset, long amount, String key) {
    return world.send(
        NAME,
        Call.post(
                world.addresses().reward(),
                "/v1/budgets/" + campaign + "/fundings",
                Json.object("asset", asset, "amount", amount))
            .key(key));
  }

  /** Reads a budget. */
  public Reply budget(String campaign) {
    return world.get(NAME, world.addresses().reward(), "/v1/budgets/" + campaign);
  }

  /** One figure of a budget: funded, spent, held or available. */
  public long budget(String campaign, String asset, String figure) {
    return Json.find(budget(campaign).must(200).json().path("items"), Map.of("asset", asset))
        .map(item -> item.path(figure).asLong())
        .orElse(0L);
  }

  /** Reads the trial balance. */
  public Reply trialBalance() {
    return world.get(NAME, world.addresses().reward(), "/v1/ledger/trial-balance");
  }

  /** Reads what is owed to customers. */
  public Reply liability() {
    return world.get(NAME, world.addresses().reward(), "/v1/ledger/liability");
  }

  /** Reads the proof of the books. */
  public Reply proof() {
    return world.get(NAME, world.addresses().reward(), "/v1/ledger/proof");
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
}
