package io.goodword.journeys.actor;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.util.ArrayList;
import java.util.List;

/** Mo, the moderator. */
public final class Moderator {

  /** His user name. */
  public static final String NAME = "mo";

  private static final List<String> STATES = List.of("submitted", "published", "held", "rejected");

  private final World world;

  /** Mo in one run. */
  public Moderator(World world) {
    this.world = world;
  }

  /** All reviews of a product, in whatever state. */
  public List<JsonNode> reviews(String product) {
    var found = new ArrayList<JsonNode>();
    for (String state : STATES) {
      world
          .get(
              NAME,
              world.addresses().review(),
              "/v1/reviews?productId=" + product + "&state=" + state)
          .must(200)
          .json()
          .path("items")
          .forEach(found::add);
    }
    return found;
  }

  /** Reads what waits for a person. */
  public Reply queue() {
    return world.get(NAME, world.addresses().review(), "/v1/moderation/queue");
  }

  /** Decides about a review. */
  public Reply decide(String review, String action, String code, String note) {
    return world.send(
        NAME,
        Call.post(
                world.addresses().review(),
                "/v1/reviews/" + review + "/decision",
                Json.object("action", action, "code", code, "note", note))
            .key(World.fresh("decision")));
  }
}
