package io.goodword.referral.commerce;

import static io.goodword.referral.testing.Shop.event;
import static io.goodword.referral.testing.Shop.json;
import static io.goodword.referral.testing.Shop.link;
import static io.goodword.referral.testing.Shop.paid;
import static io.goodword.referral.testing.Shop.person;
import static io.goodword.referral.testing.Shop.refunded;
import static io.goodword.referral.testing.Shop.registered;
import static io.goodword.referral.testing.Shop.report;
import static io.goodword.referral.testing.Shop.reportOne;
import static io.goodword.referral.testing.Shop.results;
import static io.goodword.referral.testing.Shop.runningCampaign;
import static io.goodword.referral.testing.Shop.told;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.agroal.api.AgroalDataSource;
import io.goodword.referral.testing.Shop;
import io.goodword.referral.testing.Shop.Link;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Tokens;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "referral"))
@Tag("REF-06")
class CommerceEventsIT {

  @Inject AgroalDataSource dataSource;

  @Test
  void shouldTakeTheGoodItemsOfABatchAndSayWhatIsWrongWithTheOthers() throws SQLException {
    String bob = person("bob");
    Map<String, Object> good = paid(bob, "o-1", 100);
    Map<String, Object> unknown = event("order.vanished", bob, Map.of());
    Map<String, Object> typo = event("customer.registered", bob, Map.of("clam", Map.of()));
    Map<String, Object> negative = paid(bob, "o-2", -1);
    Map<String, Object> foreign = paid(bob, "o-3", 100);
    foreign.put("subject", "somebody-else");
    Map<String, Object> future =
        event("customer.seen", bob, Map.of("occurredAt", "2099-01-01T00:00:00Z"));
    Map<String, Object> oversize =
        event("customer.registered", bob, Map.of("claim", Map.of("code", "A".repeat(70_000))));
    Map<String, Object> last = event("customer.seen", bob, Map.of());

    var answer =
        report(
            List.of(good, unknown, typo, negative, foreign, future, oversize, "text", good, last));
    answer
        .then()
        .statusCode(200)
        .body("items", hasSize(10))
        .body("items[0].status", equalTo("accepted"))
        .body("items[1].status", equalTo("rejected"))
        .body("items[1].id", equalTo(unknown.get("id")))
        .body("items[1].problem.code", equalTo("unknown-type"))
        .body("items[2].problem.violations[0].field", equalTo("data.clam"))
        .body(
            "items[3].problem.violations[0].rule", equalTo("amount is -1, it must not be negative"))
        .body("items[4].problem.violations[0].field", equalTo("subject"))
        .body("items[5].problem.violations[0].field", equalTo("data.occurredAt"))
        .body("items[6].problem.code", equalTo("event-too-large"))
        .body("items[7].status", equalTo("rejected"))
        .body("items[8].status", equalTo("duplicate"))
        .body("items[8].id", equalTo(good.get("id")))
        .body("items[9].status", equalTo("accepted"));
    assertThat(facts(bob)).isEqualTo(2);
  }

  @Test
  void shouldGiveTheFirstAnswerAgainAndHaveNoSecondEffectWhenAFactIsRepeated() {
    String campaign = runningCampaign("last-touch", "P30D");
    Link link = link(campaign, person("alice"));
    String bob = person("bob");
    Map<String, Object> event = registered(bob, Map.of("code", link.code()));
    Map<String, Object> first = reportOne(event);
    for (int i = 0; i < 3; i++) {
      assertThat(reportOne(event))
          .containsEntry("status", "duplicate")
          .containsEntry("attributed", true)
          .containsEntry("referralId", first.get("referralId"));
    }
    // a later fact of the same person has come through, so nothing else is on its way
    reportOne(paid(bob, "o-1", 100));
    told("milestone.reached", bob, 2);
    assertThat(Shop.allTold(bob))
        .containsExactlyInAnyOrder(
            "io.goodword.referral.referral.attributed.v1",
            "io.goodword.referral.milestone.reached.v1",
            "io.goodword.referral.milestone.reached.v1");
    assertThat(
            Topics.read(
                "goodword.commerce", entry -> entry.header("ce_id").equals(event.get("id"))))
        .hasSize(1);
  }

  @Test
  void shouldTakeASingleStructuredEventAndAnEmptyBatch() {
    given()
        .auth()
        .oauth2(Tokens.of("shop", "system"))
        .contentType("application/cloudevents+json")
        .body(json(event("customer.seen", person("bob"), Map.of())))
        .post("/v1/commerce-events")
        .then()
        .statusCode(200)
        .body("items[0].status", equalTo("accepted"));
    given()
        .auth()
        .oauth2(Tokens.of("shop", "system"))
        .contentType("application/json")
        .body("[]")
        .post("/v1/commerce-events")
        .then()
        .statusCode(200)
        .body("items", hasSize(0));
  }

  @Test
  void shouldTakeAThousandAndRefuseThousandAndOneWithoutTakingAny() throws SQLException {
    String bob = person("bob");
    List<Map<String, Object>> events = new ArrayList<>();
    for (int i = 0; i < 1_001; i++) {
      events.add(event("customer.seen", bob, Map.of()));
    }
    report(events)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("batch-too-long"));
    assertThat(facts(bob)).isZero();
    report(events.subList(0, 1_000)).then().statusCode(200).body("items", hasSize(1_000));
    assertThat(facts(bob)).isEqualTo(1_000);
  }

  @Test
  void shouldRefuseABodyThatIsNotJson() {
    for (String body : List.of("", "[", "17", "[{}] []")) {
      given()
          .auth()
          .oauth2(Tokens.of("shop", "system"))
          .contentType("application/cloudevents-batch+json")
          .body(body)
          .post("/v1/commerce-events")
          .then()
          .statusCode(400)
          .contentType("application/problem+json");
    }
  }

  @Test
  void shouldLetOnlyTheShopReportFacts() {
    String body = json(List.of(event("customer.seen", person("bob"), Map.of())));
    for (String role :
        List.of("customer", "marketer", "moderator", "support", "sales", "finance", "auditor")) {
      given()
          .auth()
          .oauth2(Tokens.of("somebody", role))
          .contentType("application/cloudevents-batch+json")
          .body(body)
          .post("/v1/commerce-events")
          .then()
          .statusCode(403);
    }
    given()
        .contentType("application/cloudevents-batch+json")
        .body(body)
        .post("/v1/commerce-events")
        .then()
        .statusCode(401);
  }

  @Test
  @Tag("REF-07")
  void shouldDoTheSameWithFactsThatComeOverTheTopic() {
    String campaign = runningCampaign("last-touch", "P30D");
    Link link = link(campaign, person("alice"));
    String bob = person("bob");
    Map<String, Object> registration = registered(bob, Map.of("code", link.code()));
    publish(registration);
    publish(registration);
    publish(paid(bob, "o-1", 10_000));
    publish(refunded(bob, "o-1", 2_500));

    assertThat(told("milestone.reached", bob, 2))
        .extracting(reached -> reached.getString("milestone"))
        .containsExactly("registered", "first-paid-order");
    assertThat(told("milestone.revoked", bob, 1).getFirst().getLong("refunded")).isEqualTo(2_500);
    assertThat(Shop.allTold(bob))
        .filteredOn(type -> type.equals("io.goodword.referral.referral.attributed.v1"))
        .hasSize(1);
    assertThat(reportOne(registration))
        .containsEntry("status", "duplicate")
        .containsEntry("attributed", true);
  }

  @Test
  void shouldPutAFactAsideThatBreaksARuleAndTakeItsNeighbours() {
    String bob = person("bob");
    Map<String, Object> bad =
        event("customer.seen", bob, Map.of("occurredAt", "2099-01-01T00:00:00Z"));
    publish(bad);
    Map<String, Object> good = event("customer.seen", bob, Map.of());
    publish(good);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        Topics.read(
                            "goodword.commerce.referral.commerce.dlq",
                            entry -> entry.header("ce_id").equals(bad.get("id"))))
                    .hasSize(1));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(facts(bob)).isEqualTo(1));
  }

  @Test
  @Tag("REF-07")
  void shouldTellTheSumOfPartialRefundsAndNothingForARefundReportedTwice() {
    String campaign = runningCampaign("last-touch", "P30D");
    Link link = link(campaign, person("alice"));
    String bob = person("bob");
    Map<String, Object> refund = refunded(bob, "o-1", 3_000);
    Map<String, Object> sameRefund = new LinkedHashMap<>(refund);
    sameRefund.put("id", "shop-" + UUID.randomUUID());
    results(
        registered(bob, Map.of("code", link.code())),
        paid(bob, "o-1", 10_000),
        refund,
        sameRefund,
        refunded(bob, "o-other", 9_999),
        refunded(bob, "o-1", 4_500),
        event("order.cancelled", bob, Map.of("orderId", "o-1")));
    var revoked = told("milestone.revoked", bob, 3);
    assertThat(revoked)
        .extracting(event -> event.getLong("refunded"))
        .containsExactly(3_000L, 7_500L, 10_000L);
    assertThat(revoked).extracting(event -> event.getLong("paid")).containsOnly(10_000L);
    assertThat(revoked)
        .extracting(event -> event.getString("milestone"))
        .containsOnly("first-paid-order");
    assertThat(revoked).extracting(event -> event.getString("orderId")).containsOnly("o-1");
  }

  @Test
  @Tag("REF-07")
  void shouldEndTheSameWhateverTheOrderOfTheReports() {
    String campaign = runningCampaign("last-touch", "P30D");
    Link link = link(campaign, person("alice"));
    Instant now = Instant.now();
    for (int turn = 0; turn < 4; turn++) {
      String bob = person("bob");
      List<Map<String, Object>> events = new ArrayList<>();
      events.add(
          event(
              "customer.registered",
              bob,
              Map.of(
                  "claim", Map.of("code", link.code()),
                  "occurredAt", now.minusSeconds(100).toString())));
      events.add(
          event(
              "order.paid",
              bob,
              Map.of(
                  "orderId",
                  "o-1",
                  "amount",
                  Shop.cny(10_000),
                  "occurredAt",
                  now.minusSeconds(50).toString())));
      events.add(refunded(bob, "o-1", 1_000));
      Collections.rotate(events, turn);
      if (turn == 3) {
        Collections.reverse(events);
      }
      report(events).then().statusCode(200).body("items.status", hasSize(3));
      assertThat(told("milestone.reached", bob, 2))
          .extracting(reached -> reached.getString("milestone"))
          .containsExactlyInAnyOrder("registered", "first-paid-order");
      var revoked = told("milestone.revoked", bob, 1);
      assertThat(revoked.getLast().getLong("refunded")).isEqualTo(1_000);
    }
  }

  private static void publish(Map<String, Object> event) {
    Topics.publish(
        "goodword.commerce",
        (String) event.get("subject"),
        Map.of(
            "ce_specversion", "1.0",
            "ce_id", (String) event.get("id"),
            "ce_source", "/shop",
            "ce_type", (String) event.get("type"),
            "ce_subject", (String) event.get("subject"),
            "ce_time", (String) event.get("time"),
            "content-type", "application/json"),
        json(event.get("data")));
  }

  private long facts(String customer) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement =
            connection.prepareStatement(
                "select count(*) from commerce_facts where customer_id = ?")) {
      statement.setString(1, customer);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
