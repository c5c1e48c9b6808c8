package io.goodword.reward.grant;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.points;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.goodword.contracts.commerce.CustomerRegistered;
import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.contracts.notification.ConsentChanged;
import io.goodword.contracts.notification.MessageSent;
import io.goodword.contracts.review.ReviewPublished;
import io.goodword.contracts.reward.BudgetExhausted;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.Events;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules in force. Each test has a rule, a budget and people of its own. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-03")
class RuleGrantIT {

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
  @Tag("trap-09")
  void shouldGiveOnceWhenTheSameEventComesTenTimes() {
    shop.inForce(1_000, shop.onOrders("event.amount.amount / 100"));
    String event = fresh("event");
    for (int i = 0; i < 10; i++) {
      shop.paid(event, shop.alice, shop.order(1), 5_000);
    }
    shop.awaitPoints(shop.alice, 50);

    // neither inbox nor facts remember: the grant does
    shop.awaitSeen("reward.commerce-rule", event);
    sql.update("delete from inbox where event_id = ?", event);
    shop.paid(event, shop.alice, shop.order(1), 5_000);
    shop.awaitSeen("reward.commerce-rule", event);
    sql.update("delete from inbox where event_id = ?", event);
    sql.update("delete from event_facts where id = ?", event);
    shop.paid(event, shop.alice, shop.order(1), 5_000);
    shop.awaitSeen("reward.commerce-rule", event);

    assertThat(points(shop.alice, "balance")).isEqualTo(50);
    assertThat(Api.budget(shop.budget).getLong("items[0].available")).isEqualTo(950);
    JsonPath grant = shop.grants(shop.alice);
    assertThat(grant.getList("items")).hasSize(1);
    assertThat(grant.getString("items[0].ruleId")).isEqualTo(shop.rule);
    assertThat(grant.getInt("items[0].ruleVersion")).isEqualTo(1);
    assertThat(grant.getString("items[0].cause")).isEqualTo(event);
    assertThat(grant.getString("items[0].occasion")).isEqualTo("commerce.order.paid");
    assertThat(
            sql.first(
                "select business_key from journals where cause = ?",
                row -> row.getString(1),
                event))
        .contains("rule/" + shop.rule + "/1/" + event + "/" + shop.alice + "/customer.POINTS");
  }

  @Test
  void shouldPayUnderTheVersionInForceAndKeepItKnown() {
    shop.inForce(1_000, shop.onOrders("10"));
    shop.paid(fresh("event"), shop.alice, shop.order(1), 100);
    shop.awaitPoints(shop.alice, 10);

    shop.activated(shop.revised(shop.onOrders("25")));
    shop.paid(fresh("event"), shop.alice, shop.order(2), 100);

    shop.awaitPoints(shop.alice, 35);
    assertThat(shop.grants(shop.alice).<Integer>getList("items.ruleVersion")).containsExactly(2, 1);
  }

  @Test
  void shouldGiveNothingMoreWhenRetired() {
    Response view = shop.inForce(1_000, shop.onOrders("10"));
    shop.paid(fresh("event"), shop.alice, shop.order(1), 100);
    shop.awaitPoints(shop.alice, 10);

    shop.mei()
        .header("If-Match", view.header("ETag"))
        .post("/v1/reward-rules/" + shop.rule + "/retire")
        .then()
        .statusCode(200);
    String late = shop.paid(fresh("event"), shop.alice, shop.order(2), 100);
    shop.awaitSeen("reward.commerce-rule", late);

    assertThat(points(shop.alice, "balance")).isEqualTo(10);
  }

  @Test
  void shouldNotPayWhatHappenedBeforeTheActivation() {
    shop.inForce(1_000, shop.onOrders("10"));
    String event = fresh("event");
    shop.publish(
        event,
        OrderPaid.TYPE,
        shop.alice,
        new OrderPaid(
            shop.order(1), shop.alice, shop.begin.minusSeconds(60), shop.money(100), null, null));
    shop.awaitSeen("reward.commerce-rule", event);

    assertThat(shop.grants(shop.alice).getList("items")).isEmpty();
  }

  @Test
  void shouldCountAFailureAndGoOnWithTheTopic() {
    shop.inForce(1_000, shop.onOrders("1000 / (event.amount.amount - 100)"));
    String bad = shop.paid(fresh("event"), shop.alice, shop.order(1), 100);
    String zero = shop.paid(fresh("event"), shop.alice, shop.order(2), 2_000);
    shop.paid(fresh("event"), shop.alice, shop.order(3), 200);

    shop.awaitPoints(shop.alice, 10);
    shop.awaitSeen("reward.commerce-rule", zero);
    JsonPath failures = shop.mei().get("/v1/reward-rules/" + shop.rule + "/failures").jsonPath();
    assertThat(failures.<String>getList("items.eventId")).containsExactlyInAnyOrder(bad, zero);
    assertThat(failures.<String>getList("items.code"))
        .containsExactlyInAnyOrder("rule-error", "amount-out-of-range");
    assertThat(failures.<String>getList("items.leg")).containsOnly("customer.POINTS");
    assertThat(shop.refusals(2))
        .extracting(entry -> entry.text().replaceAll(".*\"reason\":\"([^\"]+)\".*", "$1"))
        .containsExactlyInAnyOrder("rule-error", "amount-out-of-range");
    assertThat(RestAssured.get("/q/metrics").asString())
        .contains("goodword_reward_rule_failures_total{code=\"rule-error\"");
  }

  @Test
  @Tag("RWD-04")
  void shouldRefuseAndTellWhenTheBudgetIsExhausted() {
    shop.inForce(25, shop.onOrders("10"));
    for (int i = 1; i <= 3; i++) {
      shop.paid(fresh("event"), shop.alice, shop.order(i), 100);
    }

    assertThat(shop.refusals(1)).allMatch(entry -> entry.text().contains("budget-exhausted"));
    assertThat(points(shop.alice, "balance")).isEqualTo(20);
    assertThat(
            Topics.await(
                "goodword.reward",
                1,
                SOON,
                entry ->
                    entry.header("ce_type").equals(BudgetExhausted.TYPE)
                        && shop.budget.equals(entry.key())))
        .hasSize(1);
  }

  @Test
  void shouldHoldAndConfirmByTheClockOfTheEvent() {
    Map<String, Object> body = shop.onOrders("10");
    body.put("grants", List.of(shop.line("10", "PT2S")));
    shop.inForce(100, body);
    shop.paid(fresh("event"), shop.alice, shop.order(1), 100);

    await()
        .atMost(SOON)
        .until(() -> points(shop.alice, "pending") == 10 || points(shop.alice, "balance") == 10);
    shop.awaitPoints(shop.alice, 10);
    assertThat(points(shop.alice, "pending")).isZero();
  }

  @Test
  void shouldGiveAtTheFirstAndThirdOrder() {
    Map<String, Object> body = shop.onOrders("1");
    body.put(
        "grants",
        List.of(
            Map.of(
                "role", "customer",
                "beneficiary", "event.customerId",
                "asset", "POINTS",
                "budget", shop.budget,
                "steps", List.of(Map.of("at", 1, "amount", 50), Map.of("at", 3, "amount", 200)))));
    shop.inForce(1_000, body);
    for (int i = 1; i <= 4; i++) {
      shop.awaitSeen(
          "reward.commerce-rule", shop.paid(fresh("event"), shop.alice, shop.order(i), 100));
    }

    shop.awaitPoints(shop.alice, 250);
    assertThat(shop.grants(shop.alice).<Integer>getList("items.amount")).containsExactly(200, 50);
  }

  @Test
  void shouldWaitForWhatIsRequiredOnAnotherTopicInWhateverOrder() {
    Map<String, Object> body = shop.onOrders("40");
    body.put(
        "requires",
        List.of(
            Map.of(
                "name", "registered",
                "eventType", CustomerRegistered.TYPE,
                "person", "event.customerId"),
            Map.of(
                "name", "reviewed",
                "eventType", ReviewPublished.TYPE,
                "when", "event.verified",
                "person", "event.authorId")));
    shop.inForce(1_000, body);
    shop.awaitSeen(
        "reward.commerce-rule", shop.paid(fresh("event"), shop.alice, shop.order(1), 100));
    shop.publish(
        fresh("event"),
        CustomerRegistered.TYPE,
        shop.alice,
        new CustomerRegistered(shop.alice, Instant.now(), null, null));
    shop.awaitSeen("reward.review-rule", shop.reviewed(shop.alice, false));
    assertThat(points(shop.alice, "balance")).isZero();

    shop.reviewed(shop.alice, true);

    shop.awaitPoints(shop.alice, 40);
  }

  @Test
  @Tag("RWD-12")
  void shouldRewardAReviewForWhatWasDoneAndNotForWhatItSays() {
    shop.inForce(
        1_000,
        new HashMap<>(
            Map.of(
                "id",
                shop.rule,
                "name",
                "Reviews",
                "eventType",
                ReviewPublished.TYPE,
                "zone",
                "Asia/Shanghai",
                "when",
                "event.verified && event.productId == '" + shop.shop + "'",
                "grants",
                List.of(
                    Map.of(
                        "role", "reviewer",
                        "beneficiary", "event.authorId",
                        "asset", "POINTS",
                        "amount", "20",
                        "budget", shop.budget)))));
    shop.reviewed(shop.alice, true);

    shop.awaitPoints(shop.alice, 20);
    Response rating =
        shop.mei()
            .header("Idempotency-Key", fresh("key"))
            .body(
                Map.of(
                    "name", "Praise",
                    "eventType", ReviewPublished.TYPE,
                    "zone", "Asia/Shanghai",
                    "when", "event.rating == 5",
                    "grants", List.of(shop.line("1", "PT0S"))))
            .post("/v1/reward-rules");
    assertThat(rating.statusCode()).isEqualTo(422);
    assertThat(rating.jsonPath().getString("violations[0].field")).isEqualTo("when");
    assertThat(rating.jsonPath().getString("violations[0].rule"))
        .startsWith("line 1, column 6: there is no field rating");
  }

  @Test
  void shouldKeepOfMessagesOnlyWhatARuleListensTo() {
    shop.inForce(
        1_000,
        new HashMap<>(
            Map.of(
                "id",
                shop.rule,
                "name",
                "Welcome",
                "eventType",
                MessageSent.TYPE,
                "zone",
                "Asia/Shanghai",
                "when",
                "event.template == 'welcome'",
                "grants",
                List.of(shop.line("5", "PT0S")))));
    String consent = fresh("event");
    String message = fresh("event");
    Instant now = Instant.now();
    // both have one key, so the second is seen after the first
    Events.publish(
        "goodword.notification",
        ConsentChanged.TYPE,
        shop.alice,
        consent,
        new ConsentChanged(shop.alice, "marketing", "email", true, "shop", now));
    Events.publish(
        "goodword.notification",
        MessageSent.TYPE,
        shop.alice,
        message,
        new MessageSent(fresh("message"), shop.alice, "service", "welcome", "email", now));

    shop.awaitPoints(shop.alice, 5);
    assertThat(
            sql.query(
                "select event_id from inbox where event_id in (?, ?)"
                    + " union all select id from event_facts where id in (?, ?)",
                row -> row.getString(1),
                consent,
                message,
                consent,
                message))
        .containsExactly(message, message);
  }
}
