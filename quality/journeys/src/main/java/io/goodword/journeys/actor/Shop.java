package io.goodword.journeys.actor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The shop's own system: reports facts, brings contact data; its client may do what a system may.
 */
public final class Shop {

  /** Media type of a batch of facts. */
  public static final String BATCH = "application/cloudevents-batch+json";

  private static final String PREFIX = "io.goodword.commerce.";

  private final World world;

  /** The shop in one run. */
  public Shop(World world) {
    this.world = world;
  }

  /** A fact as a CloudEvent with an id of its own. */
  public static ObjectNode fact(String happened, String customer, JsonNode data) {
    return Json.object(
        "specversion",
        "1.0",
        "id",
        World.fresh("shop"),
        "source",
        "/shop",
        "type",
        PREFIX + happened + ".v1",
        "subject",
        customer,
        "time",
        Instant.now().toString(),
        "data",
        data);
  }

  /** A person became a customer. */
  public static ObjectNode registered(String customer, @Nullable JsonNode claim) {
    return registered(customer, claim, null);
  }

  /** A person became a customer, and what the shop knows of the device. */
  public static ObjectNode registered(
      String customer, @Nullable JsonNode claim, @Nullable JsonNode evidence) {
    return fact(
        "customer.registered",
        customer,
        Json.object(
            "customerId", customer,
            "occurredAt", Instant.now().toString(),
            "claim", claim,
            "evidence", evidence));
  }

  /** An order was paid. */
  public static ObjectNode paid(String order, String customer, long fen) {
    return fact(
        "order.paid",
        customer,
        Json.object(
            "orderId",
            order,
            "customerId",
            customer,
            "occurredAt",
            Instant.now().toString(),
            "amount",
            yuan(fen)));
  }

  /** Money of an order went back. */
  public static ObjectNode refunded(String order, String refund, String customer, long fen) {
    return fact(
        "order.refunded",
        customer,
        Json.object(
            "orderId", order,
            "refundId", refund,
            "customerId", customer,
            "occurredAt", Instant.now().toString(),
            "amount", yuan(fen)));
  }

  /** An order arrived. */
  public static ObjectNode delivered(String order, String customer, String product, String title) {
    return fact(
        "order.delivered",
        customer,
        Json.object(
            "orderId",
            order,
            "customerId",
            customer,
            "occurredAt",
            Instant.now().toString(),
            "items",
            Json.array(Json.object("productId", product, "title", title, "quantity", 1))));
  }

  private static ObjectNode yuan(long fen) {
    return Json.object("amount", fen, "currency", "CNY");
  }

  /** Reports facts in one batch. */
  public Reply report(Object... facts) {
    return world.sendAsShop(reportCall(world, facts));
  }

  /** The request that reports facts. */
  public static Call reportCall(World world, Object... facts) {
    return Call.of(
            "POST", java.net.URI.create(world.addresses().referral() + "/v1/commerce-events"))
        .header("Content-Type", BATCH)
        .json(Json.array(facts));
  }

  /** Hands a gift over to whoever ships it. */
  public Reply handOver(String redemption, String shipment) {
    return redemption(redemption, "hand-over", Json.object("shipment", shipment));
  }

  /** Notes that the customer has the gift. */
  public Reply arrived(String redemption) {
    return redemption(redemption, "delivered", Json.object());
  }

  private Reply redemption(String redemption, String step, JsonNode body) {
    return world.sendAsShop(
        Call.post(world.addresses().reward(), "/v1/redemptions/" + redemption + "/" + step, body)
            .key(World.fresh(step)));
  }

  /** Brings contact data of one customer. */
  public Reply contact(String customer, JsonNode profile) {
    return world.sendAsShop(
        Call.put(world.addresses().notification(), "/v1/contacts/" + customer, profile));
  }

  /** Brings contact data of many customers. */
  public Reply contacts(JsonNode profiles) {
    return world.sendAsShop(Call.put(world.addresses().notification(), "/v1/contacts", profiles));
  }

  /** Contact data with every consent of the journey, by e-mail or SMS. */
  public static ObjectNode profile(
      @Nullable String email, @Nullable String phone, String locale, String zone) {
    String channel = email == null ? "sms" : "email";
    var consents = Json.array();
    for (String purpose : new String[] {"transactional", "referral", "reward", "review"}) {
      consents.add(
          Json.object(
              "purpose",
              purpose,
              "channel",
              channel,
              "granted",
              true,
              "source",
              "checkout",
              "textVersion",
              "2026-11"));
    }
    return Json.object(
        "email", email, "phone", phone, "locale", locale, "zone", zone, "consents", consents);
  }
}
