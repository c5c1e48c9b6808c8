package io.goodword.journeys.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.actor.Customer;
import io.goodword.journeys.actor.Shop;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Reply;
import java.time.Duration;

/** Step 6: the first paid order is held, confirmed, voided, and partly reversed. */
final class OrderSteps {

  private static final String OCCASION = "first-paid-order";

  private final Plot plot;
  private final Narrator narrator;

  OrderSteps(Plot plot) {
    this.plot = plot;
    this.narrator = plot.narrator;
  }

  /** Held, confirmed after the holding period; voided inside it, reversed in proportion after. */
  void orders() {
    narrator.step(
        6, "First paid orders: held, confirmed after " + Plot.HOLDING + ", voided, reversed");
    String bobsOrder = plot.world.id("order-bob");
    report("bob pays 199.00 CNY", Shop.paid(bobsOrder, plot.bob.id(), 19_900));
    JsonNode held = awaitGrant(plot.alice, plot.bobReferral, "state", "held");
    Expect.same("The amount held for alice", 600L, held.path("amount").asLong());
    Expect.same("Alice's balance meanwhile", 200L, plot.alice.balance("POINTS"));
    Expect.same("What is pending for alice", 600L, plot.alice.pending("POINTS"));
    Expect.same("What the budget holds", 800L, plot.fei.budget(plot.campaign, "POINTS", "held"));
    narrator.tell(
        "", "600 points held for alice, 200 for bob, until " + held.path("confirmsAt").asText());

    awaitConfirmed(plot.alice, plot.bobReferral);
    awaitConfirmed(plot.bob, plot.bobReferral);
    Expect.same("Alice's balance after", 800L, plot.alice.balance("POINTS"));
    Expect.same("Bob's points", 200L, plot.bob.balance("POINTS"));
    narrator.tell("", "confirmed: alice 800 points, bob 200");

    String carolsOrder = plot.world.id("order-carol");
    report("carol pays 300.00 CNY", Shop.paid(carolsOrder, plot.carol.id(), 30_000));
    report(
        "carol gets all of it back at once",
        Shop.refunded(carolsOrder, plot.world.id("refund-carol"), plot.carol.id(), 30_000));
    awaitGrant(plot.alice, plot.carolReferral, "state", "voided");
    awaitGrant(plot.carol, plot.carolReferral, "state", "voided");
    Expect.same("Alice's balance", 800L, plot.alice.balance("POINTS"));
    Expect.same("What is pending for alice", 0L, plot.alice.pending("POINTS"));
    Expect.same("Carol's points", 0L, plot.carol.balance("POINTS"));
    narrator.tell("", "refunded inside the holding period: both rewards voided");

    report(
        "bob gets a quarter of his order back",
        Shop.refunded(bobsOrder, plot.world.id("refund-bob"), plot.bob.id(), 4_975));
    awaitGrant(plot.alice, plot.bobReferral, "remaining", "450");
    awaitGrant(plot.bob, plot.bobReferral, "remaining", "150");
    Expect.same("Alice's balance", 650L, plot.alice.balance("POINTS"));
    Expect.same("Bob's points", 150L, plot.bob.balance("POINTS"));
    narrator.tell("", "refunded after it, 49.75 of 199.00: a quarter of each reward reversed");
    plot.fei.mustBalance();
  }

  private void report(String story, ObjectNode fact) {
    Reply reply = plot.shop.report(fact).must(200);
    Expect.same(
        "The result when " + story,
        "accepted",
        reply.json().path("items").path(0).path("status").asText());
    narrator.call("shop", reply, story);
  }

  /** It confirms itself when the holding period is over. */
  private void awaitConfirmed(Customer customer, String referral) {
    awaitGrant(customer, referral, "state", "confirmed", Plot.HOLDING.plus(Await.SOON));
  }

  private JsonNode awaitGrant(Customer customer, String referral, String field, String told) {
    return awaitGrant(customer, referral, field, told, Await.SOON);
  }

  private JsonNode awaitGrant(
      Customer customer, String referral, String field, String told, Duration limit) {
    return Await.value(
        "the first-order reward of %s to have %s %s".formatted(customer.id(), field, told),
        limit,
        () ->
            customer
                .grant(OCCASION, referral)
                .filter(grant -> grant.path(field).asText().equals(told)));
  }
}
