package io.goodword.reward.grant;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Api.points;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.goodword.contracts.Money;
import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.contracts.commerce.OrderRefunded;
import io.goodword.contracts.review.ReviewPublished;
import io.goodword.contracts.reward.GrantRefused;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Events;
import io.goodword.stack.testing.Topics;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A rule on the orders of one shop, its budget and its people; facts go over the real topics. */
final class ShopRule {

  static final Duration SOON = Duration.ofSeconds(30);

  private final Sql sql;
  final String rule = fresh("rule");
  final String budget = fresh("budget");
  final String shop = fresh("shop");
  final String alice = fresh("alice");
  final Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(1);

  ShopRule(Sql sql) {
    this.sql = sql;
  }

  JsonPath simulate() {
    return mei()
        .body(Map.of("from", begin.toString(), "to", Instant.now().plusSeconds(60).toString()))
        .post("/v1/reward-rules/" + rule + "/simulate")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  List<String> refusedReasons() {
    return sql.query(
        "select distinct refusal from grants where rule_id = ? and state = 'refused'",
        row -> row.getString(1),
        rule);
  }

  long count(String condition) {
    return sql.first(
            "select count(*) from grants where rule_id = ? and " + condition,
            row -> row.getLong(1),
            rule)
        .orElseThrow();
  }

  long sum() {
    return sql.first(
            "select sum(amount) from grants where rule_id = ? and state <> 'refused'",
            row -> row.getLong(1),
            rule)
        .orElseThrow();
  }

  void awaitAllSeen(int events) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        sql.first(
                            "select count(*) from event_facts where payload ->> 'orderId' like ?",
                            row -> row.getLong(1),
                            shop + "%"))
                    .contains((long) events));
  }

  Map<String, Object> onOrders(String amount) {
    return new HashMap<>(
        Map.of(
            "id",
            rule,
            "name",
            "Orders",
            "eventType",
            OrderPaid.TYPE,
            "zone",
            "Asia/Shanghai",
            "when",
            "event.orderId.startsWith('" + shop + "')",
            "grants",
            List.of(line(amount, "PT0S"))));
  }

  Map<String, Object> line(String amount, String holdingPeriod) {
    return Map.of(
        "role",
        "customer",
        "beneficiary",
        "event.customerId",
        "asset",
        "POINTS",
        "amount",
        amount,
        "holdingPeriod",
        holdingPeriod,
        "budget",
        budget);
  }

  Response inForce(long funded, Map<String, Object> body) {
    fund(budget, "POINTS", funded).then().statusCode(201);
    Response created =
        mei().header("Idempotency-Key", fresh("key")).body(body).post("/v1/reward-rules");
    created.then().statusCode(201);
    return activated(created);
  }

  Response revised(Map<String, Object> body) {
    String tag = mei().get("/v1/reward-rules/" + rule).header("ETag");
    Response revised = mei().header("If-Match", tag).body(body).put("/v1/reward-rules/" + rule);
    revised.then().statusCode(200);
    return revised;
  }

  Response activated(Response written) {
    String hash = simulate().getString("hash");
    Response active =
        mei()
            .header("If-Match", written.header("ETag"))
            .body(Map.of("hash", hash))
            .post("/v1/reward-rules/" + rule + "/activate");
    active.then().statusCode(200);
    return active;
  }

  String paid(String event, String customer, String order, long amount) {
    return publish(
        event,
        OrderPaid.TYPE,
        customer,
        new OrderPaid(order, customer, Instant.now(), money(amount), null, null));
  }

  String refunded(String customer, String order, String refund, long amount) {
    return publish(
        fresh("event"),
        OrderRefunded.TYPE,
        customer,
        new OrderRefunded(order, refund, customer, Instant.now(), money(amount)));
  }

  String reviewed(String author, boolean verified) {
    String event = fresh("event");
    String review = fresh("review");
    Events.publish(
        "goodword.review",
        ReviewPublished.TYPE,
        review,
        event,
        new ReviewPublished(
            review, shop, author, verified, List.of(), 20, false, null, Instant.now()));
    return event;
  }

  String publish(String event, String type, String customer, Object payload) {
    Events.publish("goodword.commerce", type, customer, event, payload);
    return event;
  }

  String order(int number) {
    return shop + "-" + number;
  }

  Money money(long amount) {
    return new Money(amount, "CNY");
  }

  RequestSpecification mei() {
    return as("mei", "marketer");
  }

  JsonPath grants(String customer) {
    return as(customer, "customer").get("/v1/customers/" + customer + "/grants").jsonPath();
  }

  void awaitPoints(String customer, long expected) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(points(customer, "balance")).isEqualTo(expected));
  }

  void awaitSeen(String consumer, String event) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        sql.first(
                            "select 1 from inbox where consumer = ? and event_id = ?",
                            row -> true,
                            consumer,
                            event))
                    .isPresent());
  }

  List<Topics.Entry> refusals(int count) {
    return Topics.await(
        "goodword.reward",
        count,
        SOON,
        entry -> entry.header("ce_type").equals(GrantRefused.TYPE) && entry.text().contains(rule));
  }
}
