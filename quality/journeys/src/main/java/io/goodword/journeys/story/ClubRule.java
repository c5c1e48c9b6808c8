package io.goodword.journeys.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import java.time.Instant;

/** The club's rule on its way: a draft is tried on the past before it is in force. */
final class ClubRule {

  private static final String ORDER_PAID = "io.goodword.commerce.order.paid.v1";
  private static final String ONE_FOR_A_YUAN = "event.amount.amount / 100";

  private final ClubPlot plot;
  private final Narrator narrator;

  ClubRule(ClubPlot plot) {
    this.plot = plot;
    this.narrator = plot.narrator;
  }

  /** From which orders on there is something; only for the members of this run. */
  String condition() {
    return "event.amount.amount >= 10000 && event.customerId.endsWith('%s')"
        .formatted(plot.world.run());
  }

  /** One unit of each asset for each yuan of an order. */
  ObjectNode draft(String condition, String... assets) {
    ArrayNode grants = Json.array();
    for (String asset : assets) {
      grants.add(
          Json.object(
              "role",
              "customer",
              "beneficiary",
              "event.customerId",
              "asset",
              asset,
              "amount",
              ONE_FOR_A_YUAN,
              "budget",
              plot.club));
    }
    return Json.object(
        "id",
        plot.rule,
        "name",
        "One point for a yuan",
        "zone",
        "Asia/Shanghai",
        "eventType",
        ORDER_PAID,
        "when",
        condition,
        "grants",
        grants);
  }

  /** Waits until so many orders of the past fit the rule, and reads who would have got what. */
  Reply triedOn(long orders) {
    return Await.until(
        orders + " orders that fit the rule",
        Await.SOON,
        () -> plot.mei.simulateRule(plot.rule, plot.begun, Instant.now()).must(200),
        reply -> reply.json().path("matched").asLong() == orders);
  }

  /** Brings the version into force that was tried. */
  void activate(Reply tried, int version) {
    String hash = tried.json().path("hash").asText();
    Reply active = plot.mei.activateRule(plot.rule, hash, etag()).must(200);
    Expect.same("The state of the rule", "active", active.json().path("state").asText());
    Expect.same(
        "The version in force", (long) version, active.json().path("activeVersion").asLong());
    narrator.call("mei", active, "version " + version + " in force, exactly as it was tried");
  }

  /** Ends the rule, so that it pays nothing in later runs. */
  void retire() {
    Reply retired = plot.mei.retireRule(plot.rule, etag()).must(200);
    JsonNode state = retired.json().path("state");
    Expect.same("The state of the rule", "retired", state.asText());
    narrator.call("mei", retired, "retired; what it gave stays given");
  }

  String etag() {
    return plot.mei.readRule(plot.rule).must(200).header("ETag");
  }
}
