package io.goodword.journeys;

import io.goodword.journeys.Spoiling.Bad;
import io.goodword.journeys.actor.Marketer;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Requests to draws that break one rule each: what is announced, tickets, the witness. */
final class BadDrawRequests {

  private static final String LONG = "长".repeat(2_001);
  private static final String NOWHERE = "/v1/draws/01980f2a-6c00-7a10-8f01-5a1d3c9bdead";

  private BadDrawRequests() {}

  static List<Bad> all(World world, String customer) {
    var made = new Spoiling();
    URI base = world.addresses().reward();
    made
        .new Good(
            "mei",
            "POST",
            base,
            "/v1/draws",
            Marketer.draw(Instant.now(), Duration.ofDays(1), Marketer.prize(1, 1)))
        .notJson()
        .keyless()
        .without("market", "texts", "prizes", "tickets", "opensAt", "closesAt")
        .wrong("/market", "China")
        .wrong("/texts/en/title", "")
        .wrong("/texts/zh-CN/conditions", LONG)
        .wrong("/texts/fr", Json.object("title", "Un point"))
        .wrong("/prizes", Json.array())
        .wrong("/prizes/0/amount", 0)
        .wrong("/prizes/0/amount", Long.MAX_VALUE)
        .wrong("/prizes/0/quantity", 2_001)
        .wrong("/prizes/0/asset", "NOWHERE")
        .wrong("/prizes/0/name/en", null)
        .wrong("/prizes/0/fairValue/amount", 5_000_001)
        .wrong("/prizes/0/fairValue/currency", "USD")
        .wrong("/tickets/price", -1)
        .wrong("/tickets/maxPerPerson", 101)
        .wrong("/tickets/asset", "NOWHERE")
        .wrong("/opensAt", "soon")
        .wrong("/closesAt", "2020-01-01T00:00:00Z")
        .wrong("/witnessWithin", "P31D")
        .wrong("/campaignId", World.fresh("unfunded"));
    made.new Good("mei", "POST", base, NOWHERE + "/cancel", Json.object("reason", "None."))
        .wrong("/reason", " ")
        .wrong("/reason", "Nowhere.");
    made
        .new Good(
            "",
            "POST",
            base,
            NOWHERE + "/tickets/given",
            Json.object("customerId", customer, "quantity", 1))
        .notJson()
        .keyless()
        .wrong("/customerId", "")
        .wrong("/quantity", 1);
    made.new Good("an", "POST", base, NOWHERE + "/witness", Json.object("commitment", "00"))
        .wrong("/commitment", "not a hash")
        .wrong("/commitment", "00".repeat(32));
    made.get("mei", base, "no draw", NOWHERE);
    made.get("mei", base, "no draw to prove", NOWHERE + "/proof");
    made.get("mei", base, "no id", "/v1/draws/nowhere");
    made.get("mei", base, "no cursor", "/v1/draws?after=here");
    return made.all();
  }
}
