package io.goodword.journeys.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import org.jspecify.annotations.Nullable;

/** Step 15: what people give by hand, above a limit only with a second person. */
final class AdjustmentSteps {

  private final ClubPlot plot;
  private final Narrator narrator;

  AdjustmentSteps(ClubPlot plot) {
    this.plot = plot;
    this.narrator = plot.narrator;
  }

  /** A little is posted at once; much waits, not for its maker but for somebody else. */
  void adjustment() {
    narrator.step(15, "Points by hand: a little at once, much with a second person");
    Reply limits =
        plot.lin
            .adjustmentLimits(
                plot.points, Json.object("support", 100, "marketer", 0, "finance", 200))
            .must(200);
    narrator.call("lin", limits, "a day: support 100, finance 200");
    Reply little = plot.su.adjust(gift(50, "goodwill", "Waited on the phone", null)).must(201);
    Expect.same("The state of 50 points", "posted", little.json().path("state").asText());
    narrator.call("su", little, "50 points for a kindness: posted at once");

    Reply much =
        plot.fei
            .adjust(gift(500, "complaint", "Parcel came late", plot.world.id("case")))
            .must(201);
    String id = much.json().path("id").asText();
    String hash = much.json().path("hash").asText();
    Expect.same("The state of 500 points", "requested", much.json().path("state").asText());
    narrator.call("fei", much, "500 points for a complaint: waits for a second person");
    narrator.call(
        "fei", plot.fei.approve(id, hash).mustRefuse(409, "same-person"), "refused: same-person");
    narrator.call(
        "lin",
        plot.lin.approve(id, "0".repeat(64)).mustRefuse(409, "changed"),
        "refused: not what was asked for");
    Expect.same("Grace's points meanwhile", 1_400L, plot.grace.balance(plot.points));
    Reply approved = plot.lin.approve(id, hash).must(200);
    Expect.same("The state", "approved", approved.json().path("state").asText());
    plot.awaitPoints(plot.grace, 1_900, 0);
    narrator.call("lin", approved, "approved as it was read; grace has 1,900 points");
    trail(id);
  }

  private ObjectNode gift(long amount, String reason, String note, @Nullable String cause) {
    return Json.object(
        "customerId",
        plot.grace.id(),
        "asset",
        plot.points,
        "amount",
        amount,
        "reason",
        reason,
        "note",
        note,
        "cause",
        cause,
        "source",
        "budget",
        "campaignId",
        plot.club);
  }

  private void trail(String id) {
    Reply read = plot.an.adjustment(id).must(200);
    JsonNode adjustment = read.json().path("adjustment");
    Expect.same("Who asked", "fei", adjustment.path("maker").asText());
    Expect.same("Who approved", "lin", adjustment.path("checker").asText());
    narrator.call("an", read, "the auditor reads that fei asked and lin approved");
    JsonNode decided = plot.awaitEvent("adjustment.decided", "adjustmentId", id);
    Expect.same("The outcome in the event", "approved", decided.path("outcome").asText());
    Expect.that(
        "The note should stay where it is", !decided.toString().contains("Parcel"), decided);
    narrator.tell("outsider", "reads adjustment.decided: approved, by whom, but not the note");
  }
}
