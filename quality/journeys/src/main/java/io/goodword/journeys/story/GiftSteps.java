package io.goodword.journeys.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;

/** Step 11: points are spent on a gift. */
final class GiftSteps {

  private static final long PRICE = 200;

  private final ClubPlot plot;
  private final Narrator narrator;

  GiftSteps(ClubPlot plot) {
    this.plot = plot;
    this.narrator = plot.narrator;
  }

  /** Price and gift are set aside together, then confirmed, handed over and delivered. */
  void gift() {
    narrator.step(11, "Grace spends points on a gift");
    Reply written = plot.mei.gift(plot.gift, teaSet()).must(200);
    narrator.call("mei", written, PRICE + " points, at most one for each person");
    Reply filled = plot.mei.stock(plot.gift, 2, "delivery note 118").must(201);
    Expect.same("What is in stock", 2L, filled.json().path("onHand").asLong());
    narrator.call("mei", filled, "two are in stock");

    Reply poor = plot.hugo.redeem(plot.gift, PRICE).mustRefuse(422, "insufficient-balance");
    narrator.call("hugo", poor, "insufficient-balance: he has no points");
    Reply wanted = plot.grace.redeem(plot.gift, PRICE).must(201);
    String redemption = wanted.json().path("redemptionId").asText();
    Expect.same("The state", "requested", wanted.json().path("state").asText());
    Expect.same("What grace can still spend", 300L, plot.grace.balance(plot.points));
    narrator.call("grace", wanted, "requested: " + PRICE + " set aside, 300 left, one gift kept");
    Reply second = plot.grace.redeem(plot.gift, PRICE).mustRefuse(422, "limit-reached");
    narrator.call("grace", second, "limit-reached: one for each person");

    fulfil(redemption);
    JsonNode shelf = plot.mei.readGift(plot.gift).must(200).json().path("staff");
    Expect.same("What is in stock", 1L, shelf.path("onHand").asLong());
    Expect.same("What is kept for others", 0L, shelf.path("reserved").asLong());
    Expect.same("What grace has", 300L, plot.grace.balance(plot.points));
    narrator.tell("", "300 points and one tea set are left");
  }

  private void fulfil(String redemption) {
    Reply confirmed = plot.su.confirm(redemption).must(200);
    Expect.same("The state", "confirmed", confirmed.json().path("state").asText());
    narrator.call("su", confirmed, "confirmed: the points are paid, the tea set is out of stock");
    Reply away = plot.shop.handOver(redemption, plot.world.id("parcel")).must(200);
    Expect.same("The state", "handed-over", away.json().path("state").asText());
    narrator.call("shop", away, "handed over to whoever ships it");
    JsonNode shipped = plot.awaitEvent("redemption.shipped", "redemptionId", redemption);
    Expect.same(
        "The parcel in the event", plot.world.id("parcel"), shipped.path("shipment").asText());
    narrator.tell("outsider", "reads redemption.shipped: the parcel and whose it is, no address");
    Reply arrived = plot.shop.arrived(redemption).must(200);
    Expect.same("The state", "delivered", arrived.json().path("state").asText());
    narrator.call("shop", arrived, "delivered");
  }

  private ObjectNode teaSet() {
    return Json.object(
        "kind",
        "material",
        "price",
        Json.object("asset", plot.points, "amount", PRICE),
        "market",
        "CN",
        "texts",
        Json.object(
            "zh-CN", text("茶具", "一壶四杯。"),
            "zh-TW", text("茶具", "一壺四杯。"),
            "en", text("Tea set", "One pot, four cups.")),
        "limits",
        Json.object("perPerson", 1),
        "confirmWithin",
        "P7D");
  }

  private static ObjectNode text(String name, String description) {
    return Json.object("name", name, "description", description);
  }
}
