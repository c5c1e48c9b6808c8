package io.goodword.journeys.actor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;

/** The shop's checkout: what it asks about the codes that customers type. */
public final class Checkout {

  private static final String CURRENCY = "CASH:CNY";

  private final World world;

  /** The checkout in one run. */
  public Checkout(World world) {
    this.world = world;
  }

  /** A basket of tea and a cup. */
  public static ObjectNode basket(long teaFen, long cupFen) {
    return Json.object(
        "currency",
        CURRENCY,
        "market",
        "CN",
        "lines",
        Json.array(
            Json.object("productId", "tea", "amount", teaFen),
            Json.object("productId", "cup", "amount", cupFen)));
  }

  /** Asks what a code would do to a basket. */
  public Reply validate(String code, String customer, ObjectNode basket) {
    return send("validate", presented(code, customer, basket));
  }

  /** Keeps a code for an order. */
  public Reply reserve(String code, String customer, ObjectNode basket, String order) {
    return send("reserve", presented(code, customer, basket).put("orderId", order));
  }

  /** Redeems what was reserved. */
  public Reply redeem(String reservation) {
    return send("redeem", Json.object("reservationId", reservation));
  }

  /** Gives a redemption back. */
  public Reply rollBack(String redemption, String refund) {
    return send("rollback", Json.object("redemptionId", redemption, "refundId", refund));
  }

  private static ObjectNode presented(String code, String customer, ObjectNode basket) {
    return Json.object("code", code, "customerId", customer, "basket", basket);
  }

  private Reply send(String step, JsonNode body) {
    return world.sendAsShop(
        Call.post(world.addresses().reward(), "/v1/coupons/" + step, body).key(World.fresh(step)));
  }
}
