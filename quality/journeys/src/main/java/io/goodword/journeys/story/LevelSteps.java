package io.goodword.journeys.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.actor.Shop;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.util.Map;
import java.util.Optional;

/** Step 14: a large order lifts a member to the next level at once. */
final class LevelSteps {

  private final ClubPlot plot;
  private final Narrator narrator;
  private final ClubRule rule;

  LevelSteps(ClubPlot plot, ClubRule rule) {
    this.plot = plot;
    this.narrator = plot.narrator;
    this.rule = rule;
  }

  /** Levels by an asset that only measures; a new version of the rule grants it too. */
  void level() {
    narrator.step(14, "A level up, by something that cannot be spent");
    measure();
    programme();
    newVersion();
    Expect.same("Grace's level before", "MEMBER", graces().path("level").asText());
    narrator.call("grace", plot.grace.levels().must(200), "MEMBER");

    plot.report("grace pays 1200.00 CNY", Shop.paid(plot.order("large"), plot.grace.id(), 120_000));
    JsonNode gold =
        Await.value(
            "grace to be GOLD",
            Await.SOON,
            () -> Optional.of(graces()).filter(it -> it.path("level").asText().equals("GOLD")));
    Expect.same("What counts", 1_200L, gold.path("qualifying").asLong());
    plot.awaitPoints(plot.grace, 1_350, 0);
    narrator.call("grace", plot.grace.levels().must(200), "GOLD at once, by 1,200 of status");
    JsonNode changed = plot.awaitEvent("tier.changed", "customerId", plot.grace.id());
    Expect.same("The direction", "up", changed.path("direction").asText());
    Expect.same("The level before", "MEMBER", changed.path("fromLevel").asText());
    Expect.same("The level after", "GOLD", changed.path("toLevel").asText());
    narrator.tell("outsider", "reads tier.changed: up from MEMBER to GOLD, qualified by 1200");
    rule.retire();
  }

  private void measure() {
    Reply asset =
        plot.fei
            .asset(plot.status, Json.object("kind", "points", "scale", 0, "spendable", false))
            .must(200, 201);
    narrator.call("fei", asset, "it measures; nobody can pay with it");
    plot.fei.fund(plot.club, plot.status, 100_000, World.fresh("funding")).must(201);
  }

  private void programme() {
    Reply written = plot.mei.levels(plot.levels, goldFromThousand()).must(200);
    narrator.call("mei", written, "MEMBER from 0, GOLD from 1,000 within 12 months");
    Reply active = plot.mei.activateLevels(plot.levels, written.header("ETag")).must(200);
    Expect.same("The levels", "active", active.json().at("/active/state").asText());
    narrator.call("mei", active, "in force");
  }

  private ObjectNode goldFromThousand() {
    return Json.object(
        "qualifying", Json.object("asset", plot.status),
        "window", "P12M",
        "zone", "Asia/Shanghai",
        "downgrade", "one_down",
        "grace", "P30D",
        "evaluationDay", 1,
        "levels",
            Json.array(
                named("MEMBER", 0, Json.languages("会员", "會員", "Member")),
                named("GOLD", 1_000, Json.languages("金卡", "金卡", "Gold"))));
  }

  private static ObjectNode named(String code, int threshold, ObjectNode names) {
    return Json.object("code", code, "threshold", threshold, "names", names);
  }

  private void newVersion() {
    ObjectNode draft = rule.draft(rule.condition(), plot.points, plot.status);
    Reply revised = plot.mei.reviseRule(plot.rule, draft, rule.etag()).must(200);
    narrator.call("mei", revised, "version 2: status besides points; 1 stays in force meanwhile");
    Reply tried = rule.triedOn(5);
    for (JsonNode cost : tried.json().path("costs")) {
      Expect.same("What the past would have cost", 1_420L, cost.path("amount").asLong());
    }
    Expect.same("The assets it would have cost", 2, tried.json().path("costs").size());
    narrator.call("mei", tried, "tried on 5 orders: 1,420 points and 1,420 of status");
    rule.activate(tried, 2);
  }

  /** Her level in the programme of this run. */
  private JsonNode graces() {
    return Json.find(
            plot.grace.levels().must(200).json().path("items"), Map.of("programmeId", plot.levels))
        .orElseThrow();
  }
}
