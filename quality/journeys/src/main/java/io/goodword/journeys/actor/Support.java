package io.goodword.journeys.actor;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;

/** Su of support: confirms gifts and gives small things by hand. */
public final class Support {

  /** Her user name. */
  public static final String NAME = "su";

  private final World world;

  /** Su in one run. */
  public Support(World world) {
    this.world = world;
  }

  /** Confirms that a customer gets a gift. */
  public Reply confirm(String redemption) {
    return world.send(
        NAME,
        Call.post(
                world.addresses().reward(),
                "/v1/redemptions/" + redemption + "/confirm",
                Json.object())
            .key(World.fresh("confirm")));
  }

  /** Gives a customer something by hand. */
  public Reply adjust(JsonNode adjustment) {
    return world.send(
        NAME,
        Call.post(world.addresses().reward(), "/v1/adjustments", adjustment)
            .key(World.fresh("adjustment")));
  }
}
