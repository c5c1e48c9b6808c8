package io.goodword.journeys.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.actor.Customer;
import io.goodword.journeys.actor.Shop;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/** Steps 9, 10 and 12: points are earned, expire, and are taken back after they were spent. */
final class EarningSteps {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final int DAYS = 90;
  private static final String SECONDS = "PT4S";

  private final ClubPlot plot;
  private final Narrator narrator;
  private final ClubRule rule;

  EarningSteps(ClubPlot plot, ClubRule rule) {
    this.plot = plot;
    this.narrator = plot.narrator;
    this.rule = rule;
  }

  /** A rule is written, tried on orders of the past, brought into force, and pays. */
  void earn() {
    narrator.step(9, "A tea club: one point for a yuan, by a rule that is tried on the past first");
    money();
    plot.report(
        "before there is a rule: hugo pays 50.00 and 120.00 CNY, grace 300.00",
        Shop.paid(plot.order("small"), plot.hugo.id(), 5_000),
        Shop.paid(plot.order("hugo"), plot.hugo.id(), 12_000),
        Shop.paid(plot.order("early"), plot.grace.id(), 30_000));
    draft();
    Reply tried = whoWouldHaveGot();
    rule.activate(tried, 1);

    plot.report("grace pays 500.00 CNY", Shop.paid(plot.order("grace"), plot.grace.id(), 50_000));
    plot.awaitPoints(plot.grace, 500, 0);
    Expect.same("Hugo's points for an order before the rule", 0L, plot.hugo.balance(plot.points));
    narrator.tell("", "500 points for grace; what was paid before the rule gives nothing");
    lot();
  }

  private void money() {
    Reply asset =
        plot.fei.asset(plot.points, Json.object("kind", "points", "scale", 0)).must(200, 201);
    narrator.call("fei", asset, "the club's points, whole ones");
    Reply policy = plot.fei.setExpiry(plot.points, days()).must(200);
    narrator.call("fei", policy, "they live 90 days, to the end of the day in Shanghai");
    Reply funded = plot.fei.fund(plot.club, plot.points, 100_000, World.fresh("funding")).must(201);
    narrator.call("fei", funded, "100,000 points: more the club can never give");
  }

  private static ObjectNode days() {
    return Json.object(
        "validity", "P" + DAYS + "D", "zone", SHANGHAI.getId(), "rounding", "day", "debt", "owe");
  }

  private void draft() {
    String wrong = "event.amount.amonut >= 10000";
    Reply typo = plot.mei.rule(rule.draft(wrong, plot.points));
    JsonNode violation = typo.mustRefuse(422, "invalid-request").json().path("violations").path(0);
    String said = violation.path("rule").asText();
    Expect.contains("What is wrong with the rule", "line 1, column 13", said);
    Expect.same("The field", "when", violation.path("field").asText());
    narrator.call("mei", typo, "when: " + wrong);
    narrator.quote("", "it says", said);

    Reply written = plot.mei.rule(rule.draft(rule.condition(), plot.points)).must(201);
    Expect.same("The state of a new rule", "draft", written.json().path("state").asText());
    narrator.call("mei", written, "a draft");
    narrator.quote("", "when", rule.condition());
    Reply early = plot.mei.activateRule(plot.rule, "", written.header("ETag"));
    narrator.call("mei", early.mustRefuse(409, "not-simulated"), "not before it was tried");
  }

  private Reply whoWouldHaveGot() {
    Reply tried = rule.triedOn(2);
    JsonNode report = tried.json();
    Expect.same("People who would have got points", 2L, report.path("people").asLong());
    Expect.same("What it would have cost", 420L, report.at("/costs/0/amount").asLong());
    narrator.call("mei", tried, "tried on the past: 2 orders, 2 people, 420 points");
    for (Customer customer : new Customer[] {plot.grace, plot.hugo}) {
      JsonNode would =
          Json.find(report.path("items"), Map.of("beneficiaryId", customer.id())).orElseThrow();
      narrator.row("%-28s would have got %4d", customer.id(), would.path("amount").asLong());
    }
    Expect.same("What it gave while it was tried", 0L, plot.grace.balance(plot.points));
    return tried;
  }

  /** The points know when they expire. */
  private void lot() {
    Reply read = plot.grace.lots(plot.points).must(200);
    JsonNode lot = read.json().path("items").path(0);
    LocalDate earned = Instant.parse(lot.path("earnedAt").asText()).atZone(SHANGHAI).toLocalDate();
    LocalDate last = earned.plusDays(DAYS);
    Expect.same("What the lot holds", 500L, lot.path("remaining").asLong());
    Expect.same(
        "When it expires",
        last.plusDays(1).atStartOfDay(SHANGHAI).toInstant(),
        Instant.parse(lot.path("expiresAt").asText()));
    narrator.call("grace", read, "one lot of 500, earned " + earned + ", good until " + last);
    Reply soon = plot.grace.expiring(plot.points, "P30D").must(200);
    Expect.same("What expires within 30 days", 0, soon.json().path("items").size());
    Reply later = plot.grace.expiring(plot.points, "P100D").must(200);
    JsonNode day = later.json().path("items").path(0);
    Expect.same("The last day", last.toString(), day.path("day").asText());
    Expect.same("What expires after it", 500L, day.path("amount").asLong());
    narrator.call("grace", later, "within 30 days nothing, within 100 days 500");
  }

  /** Points that live for seconds are gone after them. */
  void expire() {
    narrator.step(10, "Points expire: what is earned now lives four seconds");
    JsonNode before = plot.grace.lots(plot.points).must(200).json();
    ObjectNode seconds =
        Json.object("validity", SECONDS, "zone", SHANGHAI.getId(), "rounding", "none");
    setExpiry(seconds, SECONDS + " from now on; what is there keeps its date");
    plot.report("hugo pays 150.00 CNY", Shop.paid(plot.order("brief"), plot.hugo.id(), 15_000));
    JsonNode expired = plot.awaitEvent("lot.expired", "customerId", plot.hugo.id());
    Expect.same("What expired", 150L, expired.path("amount").asLong());
    Expect.same("What hugo has left", 0L, expired.path("balanceAfter").asLong());
    narrator.tell(
        "outsider", "reads lot.expired in %s: hugo lost 150".formatted(Plot.REWARD_TOPIC));
    setExpiry(days(), "90 days again");

    Reply read = plot.hugo.lots(plot.points).must(200);
    JsonNode lot = read.json().path("items").path(0);
    Expect.same("What was in hugo's lot", 150L, lot.path("amount").asLong());
    Expect.same("What is left in it", 0L, lot.path("remaining").asLong());
    narrator.call("hugo", read, "a lot of 150, nothing left in it");
    Expect.same("What expired unspent", 150L, plot.fei.house("breakage", plot.points));
    Expect.same("Grace's lot", before, plot.grace.lots(plot.points).must(200).json());
    narrator.tell("", "the 150 are in the breakage account; grace's 500 keep their date");
  }

  private void setExpiry(ObjectNode policy, String told) {
    Reply read = plot.fei.expiry(plot.points).must(200);
    Reply set = plot.fei.setExpiry(plot.points, policy, read.header("ETag")).must(200);
    narrator.call("fei", set, told);
  }

  /** What was spent cannot be taken back: it is owed, and the next earning repays it. */
  void refund() {
    narrator.step(12, "Grace sends her order back after she has spent its points");
    plot.report(
        "all of the 500.00 goes back to grace",
        Shop.refunded(plot.order("grace"), plot.world.id("refund"), plot.grace.id(), 50_000));
    plot.awaitPoints(plot.grace, 0, 200);
    narrator.tell(
        "", "500 points are taken back: 300 were still there, the 200 of the gift are owed");

    plot.report("grace pays 350.00 CNY", Shop.paid(plot.order("next"), plot.grace.id(), 35_000));
    plot.awaitPoints(plot.grace, 150, 0);
    Reply read = plot.grace.balances(plot.grace.id()).must(200);
    narrator.call("grace", read, "350 earned: 200 repay what is owed, 150 are hers");
    Reply soon = plot.grace.expiring(plot.points, "P100D").must(200);
    Expect.same("What expires", 150L, soon.json().at("/items/0/amount").asLong());
  }
}
