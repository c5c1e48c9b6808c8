package io.goodword.reward.grant;

import static io.goodword.reward.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.goodword.contracts.commerce.CustomerSeen;
import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.contracts.commerce.OrderRefunded;
import io.goodword.kit.kafka.KafkaClients;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens in the shop many times at once, with and without a rule that listens. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-03")
class RuleSetIT {

  private static final String TOPIC = "goodword.commerce";
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int EVENTS = 100;

  @Inject Sql sql;
  @Inject KafkaClients kafka;
  @Inject RuleGranting granting;

  @SuppressWarnings("NullAway.Init")
  private ShopRule shop;

  private Burst burst = new Burst(TOPIC);

  @BeforeEach
  void anotherShop() {
    shop = new ShopRule(sql);
    burst = new Burst(TOPIC);
  }

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldKeepEachOnceInFewTransactionsWhenNoRuleListens() {
    assertThat(granting.isOnlyKept(CustomerSeen.TYPE)).isTrue();
    List<String> ids = IntStream.range(0, EVENTS).mapToObj(i -> shop.shop + "-event-" + i).toList();
    for (String id : ids) {
      burst.event(id, CustomerSeen.TYPE, shop.alice, seen());
    }
    burst.publish(kafka);
    await().atMost(SOON).untilAsserted(() -> assertThat(kept()).isEqualTo(ids));
    assertThat(
            sql.first(
                "select count(distinct xmin::text) from event_facts where id like ?",
                row -> row.getLong(1),
                shop.shop + "%"))
        .hasValueSatisfying(transactions -> assertThat(transactions).isLessThan(EVENTS / 2));

    // neither inbox nor facts let one count twice
    burst.publish(kafka);
    sql.update("delete from inbox where event_id like ?", shop.shop + "%");
    burst.publish(kafka);
    String last = fresh("event");
    new Burst(TOPIC).event(last, CustomerSeen.TYPE, shop.alice, seen()).publish(kafka);
    shop.awaitSeen("reward.commerce-rule", last);
    assertThat(kept()).isEqualTo(ids);
  }

  @Test
  void shouldGiveForEachWhenARuleListensToTheTypeAndKeepTheNeighbours() {
    shop.inForce(100_000, shop.onOrders("10"));
    assertThat(granting.isOnlyKept(OrderPaid.TYPE)).isFalse();
    for (int i = 0; i < EVENTS; i++) {
      if (i % 4 == 0) {
        paid(i, 5_000);
      } else {
        burst.event(shop.shop + "-event-" + i, CustomerSeen.TYPE, shop.alice, seen());
      }
    }
    burst.publish(kafka);

    shop.awaitPoints(shop.alice, 250);
    await().atMost(SOON).untilAsserted(() -> assertThat(kept()).hasSize(EVENTS));
    assertThat(shop.count("state = 'posted'")).isEqualTo(25);
  }

  @Test
  @Tag("RWD-02")
  void shouldCountRefundsThatCameBeforeTheirPaymentsWhenManyArePaidAtOnce() {
    shop.inForce(100_000, shop.onOrders("10"));
    for (int i = 0; i < 20; i++) {
      refunded(i, 2_500);
    }
    for (int i = 0; i < 30; i++) {
      paid(i, 5_000);
    }
    burst.publish(kafka);

    // rewards and returns are two consumers: whichever is first, half of twenty grants stays
    shop.awaitPoints(shop.alice, 20 * 5 + 10 * 10);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        sql.query(
                            "select paid, refunded from order_returns where order_id like ?"
                                + " and paid = 5000",
                            row -> row.getLong("refunded"),
                            shop.shop + "%"))
                    .hasSize(30));
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(shop.count("remaining = 5")).isEqualTo(20);
              assertThat(shop.count("remaining = 10")).isEqualTo(10);
            });
  }

  private void paid(int number, long amount) {
    burst.event(
        shop.shop + "-event-" + number,
        OrderPaid.TYPE,
        shop.alice,
        new OrderPaid(
            shop.order(number), shop.alice, Instant.now(), shop.money(amount), null, null));
  }

  private void refunded(int number, long amount) {
    burst.event(
        fresh("event"),
        OrderRefunded.TYPE,
        shop.alice,
        new OrderRefunded(
            shop.order(number),
            "refund-" + shop.order(number),
            shop.alice,
            Instant.now(),
            shop.money(amount)));
  }

  private CustomerSeen seen() {
    return new CustomerSeen(shop.alice, Instant.now());
  }

  private List<String> kept() {
    return sql.query(
        "select id from event_facts where id like ? order by seq",
        row -> row.getString(1),
        shop.shop + "%");
  }
}
