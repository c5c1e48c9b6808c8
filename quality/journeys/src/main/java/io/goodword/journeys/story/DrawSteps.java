package io.goodword.journeys.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.actor.Customer;
import io.goodword.journeys.actor.Marketer;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Step 17: a lucky draw whose winners an outsider computes again. */
final class DrawSteps {

  private static final Duration OPEN = Pace.of(6);
  private static final long FIRST = 300;
  private static final long SECOND = 50;

  private final ClubPlot plot;
  private final Narrator narrator;

  DrawSteps(ClubPlot plot) {
    this.plot = plot;
    this.narrator = plot.narrator;
  }

  /** Announced and committed, tickets, settled, computed again, and the prizes are there. */
  void draw() {
    narrator.step(17, "A lucky draw, and an outsider who computes it again");
    long before = points();
    JsonNode announced = announced();
    String id = announced.path("id").asText();
    give(id, "grace", plot.grace, 2);
    give(id, "hugo", plot.hugo, 1);
    give(id, "iris", plot.iris, 1);
    Reply settled =
        Await.until(
            "the settled draw",
            OPEN.plus(Await.SOON),
            () -> stranger("/v1/draws/" + id),
            reply -> reply.json().path("state").asText().equals("settled"));
    narrator.call("outsider", settled, "odds " + settled.json().path("odds").path("chance"));
    computedAgain(id, announced);
    Expect.same("What was won", FIRST + SECOND, points() - before);
    Reply page = stranger("/draws/" + id + "?lang=en").must(200);
    Expect.contains("The page of the draw", "Drawn and paid", page.text());
    narrator.call("outsider", page, "the page computes it in the browser, too");
  }

  private JsonNode announced() {
    Call call =
        Call.of("POST", URI.create(plot.world.addresses().reward() + "/v1/draws"))
            .key(World.fresh("draw"))
            .json(
                Marketer.draw(
                    Instant.now(), OPEN, Marketer.prize(FIRST, 1), Marketer.prize(SECOND, 1)));
    Reply reply = plot.world.send(Marketer.NAME, call).must(201);
    JsonNode draw = reply.json();
    narrator.call("mei", reply, "two prizes in escrow");
    narrator.row("committed to the seed %s", draw.path("commitment").asText());
    return draw;
  }

  private void give(String draw, String name, Customer customer, int quantity) {
    Call call =
        Call.of(
                "POST",
                URI.create(
                    plot.world.addresses().reward() + "/v1/draws/" + draw + "/tickets/given"))
            .key(World.fresh("ticket"))
            .json(Json.object("customerId", customer.id(), "quantity", quantity));
    Reply reply = plot.world.sendAsShop(call).must(201);
    Expect.same("Tickets of " + name, (long) quantity, reply.json().path("tickets").asLong());
    narrator.call("shop", reply, "%d for %s".formatted(quantity, name));
  }

  private void computedAgain(String id, JsonNode announced) {
    Reply reply = stranger("/v1/draws/" + id + "/proof").must(200);
    JsonNode evidence = reply.json();
    narrator.call("outsider", reply, "rules, tickets, seed, winners; no name in it");
    Expect.same(
        "SHA-256 of the seed",
        announced.path("commitment").asText(),
        DrawCheck.commitment(evidence));
    Expect.same(
        "The hash of the tickets",
        evidence.path("ticketsHash").asText(),
        DrawCheck.ticketsHash(evidence));
    List<String> winners = new ArrayList<>();
    evidence.path("winners").forEach(winner -> winners.add(winner.path("ticket").asText()));
    Expect.same("The winners", DrawCheck.winners(evidence, 2), winners);
    narrator.tell(
        "outsider",
        "computes the same seed hash, the same tickets and the same winners " + winners);
  }

  private long points() {
    return plot.grace.balance("POINTS") + plot.hugo.balance("POINTS") + plot.iris.balance("POINTS");
  }

  private Reply stranger(String path) {
    return plot.world.sendAsStranger(Call.get(plot.world.addresses().reward(), path));
  }
}
