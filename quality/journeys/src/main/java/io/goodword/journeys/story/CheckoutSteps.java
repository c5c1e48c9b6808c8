package io.goodword.journeys.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.actor.Checkout;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import java.util.Locale;

/** Step 13: a coupon is used at the checkout, once, and comes back with its order. */
final class CheckoutSteps {

  private static final ObjectNode BASKET = Checkout.basket(12_000, 4_500);
  private static final long DISCOUNT = 2_475;

  private final ClubPlot plot;
  private final Narrator narrator;

  CheckoutSteps(ClubPlot plot) {
    this.plot = plot;
    this.narrator = plot.narrator;
  }

  /** From the pool to the order, and back after the order is cancelled. */
  void checkout() {
    narrator.step(13, "A coupon at the checkout");
    String code = assigned();
    asked(code);
    String redemption = used(code);
    givenBack(code, redemption);
    Expect.same("Reward events that tell the code", 0L, plot.eventsWith(code));
    Expect.same("The same without hyphens", 0L, plot.eventsWith(code.replace("-", "")));
    narrator.tell("outsider", "reads coupon.rolledback too, and finds the code in no reward event");
  }

  private String assigned() {
    Reply cash = plot.fei.asset("CASH:CNY", Json.object("kind", "cash", "scale", 2)).must(200, 201);
    narrator.call("fei", cash, "yuan, in fen");
    Reply pool = plot.mei.pool(plot.pool, terms()).must(201);
    narrator.call(
        "mei",
        pool,
        "15 %% off from 100.00 on; codes of %d bits"
            .formatted(pool.json().path("entropyBits").asLong()));
    Reply assigned = plot.mei.assign(plot.pool, plot.grace.id()).must(201);
    String code = assigned.json().path("code").asText();
    narrator.call("mei", assigned, "for grace: " + code);
    Reply wallet = plot.grace.coupons().must(200);
    JsonNode coupon = wallet.json().path("items").path(0);
    Expect.same("The code that grace sees", code, coupon.path("code").asText());
    Expect.same("Its state", "valid", coupon.path("state").asText());
    narrator.call("grace", wallet, "sees it: valid");
    return code;
  }

  private static ObjectNode terms() {
    return Json.object(
        "kind", "percent",
        "basisPoints", 1_500,
        "cap", 5_000,
        "currency", "CASH:CNY",
        "minimumSpend", 10_000,
        "validFor", "P30D",
        "reservationTtl", "PT15M",
        "market", "CN",
        "prefix", "TEA");
  }

  private void asked(String code) {
    refused(code, plot.grace.id(), Checkout.basket(3_000, 0), "minimum-not-met", "30.00 of tea");
    refused(code, plot.hugo.id(), BASKET, "unknown", "hugo types the code of grace");
    String typed = code.toLowerCase(Locale.ROOT).replace("-", " ");
    Reply verdict = plot.checkout.validate(typed, plot.grace.id(), BASKET).must(200);
    Expect.same("'valid' of the code", true, verdict.json().path("valid").asBoolean());
    Expect.same("What it takes off", DISCOUNT, verdict.json().path("discount").asLong());
    narrator.call("shop", verdict, "typed as '%s': 24.75 off 165.00".formatted(typed));
  }

  private void refused(String code, String customer, ObjectNode basket, String why, String story) {
    Reply verdict = plot.checkout.validate(code, customer, basket).must(200);
    Expect.same("'valid' when " + story, false, verdict.json().path("valid").asBoolean(true));
    Expect.same("The reason when " + story, why, verdict.json().path("reason").asText());
    narrator.call("shop", verdict, story + ": " + why);
  }

  private String used(String code) {
    Reply kept = plot.checkout.reserve(code, plot.grace.id(), BASKET, plot.order("tea")).must(201);
    Expect.same("The state of the use", "reserved", kept.json().path("state").asText());
    narrator.call("shop", kept, "kept for the order of tea until it is paid");
    refused(code, plot.grace.id(), BASKET, "used-up", "meanwhile in another tab");
    String reservation = kept.json().path("reservationId").asText();
    Reply redeemed = plot.checkout.redeem(reservation).must(201);
    Expect.same("What it took off", DISCOUNT, redeemed.json().path("discount").asLong());
    narrator.call("shop", redeemed, "paid: 24.75 off");
    Reply second = plot.checkout.reserve(code, plot.grace.id(), BASKET, plot.order("more"));
    narrator.call("shop", second.mustRefuse(422, "coupon-used-up"), "a second order: refused");
    String redemption = redeemed.json().path("redemptionId").asText();
    JsonNode event = plot.awaitEvent("coupon.redeemed", "redemptionId", redemption);
    Expect.same("The discount in the event", DISCOUNT, event.path("discount").asLong());
    narrator.tell("outsider", "reads coupon.redeemed: 2475 CASH:CNY");
    return redemption;
  }

  private void givenBack(String code, String redemption) {
    Reply back = plot.checkout.rollBack(redemption, plot.world.id("cancelled")).must(201);
    Expect.same("'restored'", true, back.json().path("restored").asBoolean());
    narrator.call("shop", back, "the order was cancelled: the coupon is good again");
    plot.awaitEvent("coupon.rolledback", "redemptionId", redemption);
    Reply verdict = plot.checkout.validate(code, plot.grace.id(), BASKET).must(200);
    Expect.same("'valid' after it", true, verdict.json().path("valid").asBoolean());
    narrator.call("shop", verdict, "24.75 off again");
  }
}
