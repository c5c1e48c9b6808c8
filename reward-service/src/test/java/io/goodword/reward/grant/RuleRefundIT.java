package io.goodword.reward.grant;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.points;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.goodword.contracts.commerce.OrderCancelled;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What rules gave comes back with the order, and a simulation tells what they give. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-03")
class RuleRefundIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @Inject Sql sql;

  @SuppressWarnings("NullAway.Init")
  private ShopRule shop;

  @BeforeEach
  void anotherShop() {
    shop = new ShopRule(sql);
  }

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  @Tag("RWD-02")
  void shouldTakeBackInProportionWhenTheOrderIsRefunded() {
    shop.inForce(1_000, shop.onOrders("100"));
    shop.paid(fresh("event"), shop.alice, shop.order(1), 300);
    shop.awaitPoints(shop.alice, 100);

    shop.refunded(shop.alice, shop.order(1), "refund-1", 100);
    shop.awaitPoints(shop.alice, 67);
    shop.refunded(shop.alice, shop.order(1), "refund-1", 100);
    shop.refunded(shop.alice, shop.order(1), "refund-2", 100);
    shop.awaitPoints(shop.alice, 34);
    shop.publish(
        fresh("event"),
        OrderCancelled.TYPE,
        shop.alice,
        new OrderCancelled(shop.order(1), shop.alice, Instant.now()));

    shop.awaitPoints(shop.alice, 0);
    assertThat(Api.budget(shop.budget).getLong("items[0].available")).isEqualTo(1_000);
    assertThat(shop.grants(shop.alice).getString("items[0].state")).isEqualTo("reversed");
  }

  @Test
  @Tag("RWD-02")
  @Tag("trap-07")
  void shouldGainNothingByBuyingAndSendingBackAgainAndAgain() {
    shop.inForce(10_000, shop.onOrders("100"));
    for (int i = 1; i <= 25; i++) {
      shop.paid(fresh("event"), shop.alice, shop.order(i), 300);
      shop.refunded(shop.alice, shop.order(i), "refund", 300);
    }
    String last = shop.refunded(shop.alice, shop.order(25), "refund", 300);
    shop.awaitSeen("reward.order-return", last);
    shop.awaitSeen("reward.commerce-rule", last);

    await().atMost(SOON).untilAsserted(() -> assertThat(points(shop.alice, "balance")).isZero());
    assertThat(Api.budget(shop.budget).getLong("items[0].available")).isEqualTo(10_000);
  }

  @Test
  @Tag("RWD-04")
  void shouldSimulateExactlyWhatTheLivePathHasGiven() {
    Map<String, Object> body =
        shop.onOrders("event.amount.amount % 7 == 0 ? 1 / (event.amount.amount - 70) : 30");
    body.put("limits", Map.of("perPerson", 4, "perPersonPerDay", 3, "perDay", 15));
    shop.inForce(100_000, body);
    as("mei", "marketer")
        .body(Map.of("asset", "POINTS", "zone", "Asia/Shanghai", "perPerson", 80, "perDay", 400))
        .put("/v1/budgets/" + shop.budget + "/limits")
        .then()
        .statusCode(200);
    var random = new Random(20261125);
    List<String> people = List.of(shop.alice, fresh("bob"), fresh("carol"), fresh("dave"));
    String last = "";
    for (int i = 0; i < 60; i++) {
      last =
          shop.paid(
              fresh("event"),
              people.get(random.nextInt(4)),
              shop.order(i),
              64 + random.nextInt(12));
    }
    shop.awaitAllSeen(60);

    JsonPath simulated = shop.simulate();

    List<String> live =
        sql.query(
            "select cause || ' ' || beneficiary_id || ' ' || amount as line from grants"
                + " where rule_id = ? and state <> 'refused' order by line",
            row -> row.getString(1),
            shop.rule);
    List<String> tried =
        simulated.<Map<String, Object>>getList("items").stream()
            .map(
                item ->
                    item.get("eventId")
                        + " "
                        + item.get("beneficiaryId")
                        + " "
                        + item.get("amount"))
            .sorted()
            .toList();
    assertThat(last).isNotEmpty();
    assertThat(live).isNotEmpty().isEqualTo(tried);
    assertThat(simulated.getLong("grants")).isEqualTo(live.size());
    assertThat(simulated.getLong("refused.grants.sum()"))
        .isEqualTo(shop.count("state = 'refused'"));
    assertThat(simulated.getLong("costs[0].amount")).isEqualTo(shop.sum());
    assertThat(simulated.getLong("errors.events.sum()"))
        .isEqualTo(
            sql.first(
                    "select count(*) from rule_failures where rule_id = ?",
                    row -> row.getLong(1),
                    shop.rule)
                .orElseThrow());
    assertThat(shop.refusedReasons()).containsOnly("limit-reached");
  }
}
