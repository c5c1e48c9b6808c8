package io.goodword.review.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.goodword.stack.testing.Tokens;
import io.goodword.stack.testing.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A shop that tells what happened to orders, and a customer who opens the message that follows. */
public final class Shop {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String COMMERCE = "goodword.commerce";
  private static final String SEQUENCES = "goodword.notification.requests";

  private Shop() {}

  /** Makes sure that the market CN has an active programme with an offer. */
  public static void hasProgramme() {
    int status =
        given()
            .auth()
            .oauth2(Tokens.of("mei", "marketer"))
            .header("Idempotency-Key", UUID.randomUUID())
            .contentType("application/json")
            .body(
                """
                {"name": "Reviews CN", "market": "CN", "requestDelay": "P7D", "remindAfter": "P5D", "linkValidity": "P45D",
                 "incentive": {"asset": "POINTS", "amount": 20,
                   "text": {"zh-CN": "写下评价可得 20 积分", "zh-TW": "寫下評價可得 20 點", "en": "20 points for a review"}}}
                """)
            .post("/v1/review-programmes")
            .statusCode();
    assertThat(status).isIn(201, 409);
  }

  /** A new id that no other test uses. */
  public static String unique(String kind) {
    return kind + "-" + UUID.randomUUID();
  }

  /** Delivers an order of some products, called by their ids. */
  public static void deliver(String customer, String order, String... products) {
    String items =
        Arrays.stream(products)
            .map(
                id ->
                    "{\"productId\": \"%s\", \"title\": \"商品 %s\", \"quantity\": 1}"
                        .formatted(id, id))
            .collect(Collectors.joining(","));
    tell(
        customer,
        "order.delivered",
        "\"orderId\": \"%s\", \"items\": [%s]".formatted(order, items));
  }

  /** Says that an order was paid, in fen. */
  public static void paid(String customer, String order, long amount) {
    tell(
        customer,
        "order.paid",
        "\"orderId\": \"%s\", \"amount\": {\"amount\": %d, \"currency\": \"CNY\"}"
            .formatted(order, amount));
  }

  /** Says that money of an order went back, in fen. */
  public static void refunded(String customer, String order, long amount) {
    tell(
        customer,
        "order.refunded",
        "\"orderId\": \"%s\", \"refundId\": \"%s\", \"amount\": {\"amount\": %d, \"currency\": \"CNY\"}"
            .formatted(order, unique("refund"), amount));
  }

  /** Says that an order was cancelled. */
  public static void cancelled(String customer, String order) {
    tell(customer, "order.cancelled", "\"orderId\": \"%s\"".formatted(order));
  }

  /** Delivers an order and returns the token of the link that the customer is sent. */
  public static String invite(String customer, String... products) {
    hasProgramme();
    deliver(customer, unique("order"), products);
    String link = sequenceFor(customer).get("data").get("link").asText();
    return link.substring(link.indexOf("/f/") + 3);
  }

  /** The sequence of messages that was asked for a customer; waits for it. */
  public static JsonNode sequenceFor(String customer) {
    return json(
        Topics.await(
                SEQUENCES,
                1,
                LIMIT,
                entry ->
                    entry.header("ce_type").endsWith("sequence.requested.v1")
                        && entry.text().contains(customer))
            .getFirst());
  }

  /** The reason for which a sequence was stopped; waits for it. */
  public static String stopOf(String runKey) {
    return json(Topics.await(
                SEQUENCES,
                1,
                LIMIT,
                entry ->
                    entry.header("ce_type").endsWith("sequence.stopped.v1")
                        && entry.text().contains(runKey))
            .getFirst())
        .get("reason")
        .asText();
  }

  /** Events of this service that mention something and are of a type; waits for the first. */
  public static List<JsonNode> events(String type, String mention) {
    return Topics.await(
            "goodword.review",
            1,
            LIMIT,
            entry -> entry.header("ce_type").endsWith(type) && entry.text().contains(mention))
        .stream()
        .map(Shop::json)
        .toList();
  }

  /** Publishes one commerce fact. */
  private static void tell(String customer, String what, String fields) {
    Instant now = Instant.now();
    Topics.publish(
        COMMERCE,
        customer,
        Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            UUID.randomUUID().toString(),
            "ce_type",
            "io.goodword.commerce." + what + ".v1",
            "ce_source",
            "https://shop.example",
            "ce_subject",
            customer,
            "ce_time",
            now.toString(),
            "content-type",
            "application/json"),
        "{\"customerId\": \"%s\", \"occurredAt\": \"%s\", %s}".formatted(customer, now, fields));
  }

  private static JsonNode json(Topics.Entry entry) {
    try {
      return JSON.readTree(entry.text());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError("not JSON: " + entry.text(), e);
    }
  }
}
