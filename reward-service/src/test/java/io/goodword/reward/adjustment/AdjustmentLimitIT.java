package io.goodword.reward.adjustment;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Api.points;
import static io.goodword.reward.Crowd.inParallel;
import static io.goodword.reward.adjustment.Asks.asset;
import static io.goodword.reward.adjustment.Asks.limit;
import static io.goodword.reward.adjustment.Asks.limits;
import static io.goodword.reward.adjustment.Asks.send;
import static io.goodword.reward.adjustment.Asks.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-10")
class AdjustmentLimitIT {

  @Inject Sql sql;
  @Inject TestClock clock;

  private final Asks asks = new Asks();
  private final String campaign = asks.campaign;
  private final String alice = asks.alice;
  private final String su = asks.su;
  private final String fei = asks.fei;

  @BeforeEach
  void aBudgetAndLimits() {
    fund(campaign, "POINTS", 10_000);
    Asks.limits("POINTS", "ida", 100, 200, 300);
  }

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldPostAtOnceUpToTheLimitAndThenWait() {
    assertThat(state(asks.request(su, "support", alice, 60))).isEqualTo("posted");
    assertThat(state(asks.request(su, "support", alice, 40))).isEqualTo("posted");
    assertThat(points(alice, "balance")).isEqualTo(100);

    assertThat(state(asks.request(su, "support", alice, 1))).isEqualTo("requested");
    assertThat(points(alice, "balance")).isEqualTo(100);
    assertThat(Api.budget(campaign).getLong("items[0].spent")).isEqualTo(100);
  }

  @Test
  void shouldCountMakerAndCustomerWhenAnAmountIsSplit() {
    String bob = fresh("bob");
    assertThat(state(asks.request(su, "support", alice, 100))).isEqualTo("posted");

    // the same maker with another customer, another maker with the same customer
    assertThat(state(asks.request(su, "support", bob, 1))).isEqualTo("requested");
    assertThat(state(asks.request(fresh("su"), "support", alice, 1))).isEqualTo("requested");
    // a role with a higher limit goes on from what is used
    assertThat(state(asks.request(fresh("mei"), "marketer", alice, 101))).isEqualTo("requested");
    assertThat(state(asks.request(fresh("mei"), "marketer", alice, 100))).isEqualTo("posted");
    assertThat(points(alice, "balance")).isEqualTo(200);
  }

  @Test
  void shouldHaveTheWholeLimitAgainAfterARollingDay() {
    assertThat(state(asks.request(su, "support", alice, 100))).isEqualTo("posted");
    clock.setAhead(Duration.ofHours(23).plusMinutes(59));
    assertThat(state(asks.request(su, "support", alice, 1))).isEqualTo("requested");
    clock.setAhead(Duration.ofHours(24).plusMinutes(1));
    assertThat(state(asks.request(su, "support", alice, 100))).isEqualTo("posted");
  }

  @Test
  void shouldMoveNoMoreThanTheLimitWhenManyAskAtOnce() throws Exception {
    List<String> states =
        inParallel(
            8,
            24,
            i -> {
              // half by one maker for many customers, half by many makers for one customer
              String maker = i % 2 == 0 ? su : fresh("su");
              String customer = i % 2 == 0 ? fresh("customer") : alice;
              return state(asks.request(maker, "support", customer, 30));
            });

    assertThat(states).filteredOn("posted"::equals).hasSize(6);
    assertThat(states).filteredOn("requested"::equals).hasSize(18);
    assertThat(points(alice, "balance")).isEqualTo(90);
  }

  @Test
  void shouldLetNobodyRaiseTheirOwnLimit() {
    String asset = asset();
    String sly = fresh("fei");
    limits(asset, sly, 5_000, 5_000, 5_000);
    assertThat(limit(asset, "finance")).isEqualTo(5_000);

    assertThat(state(asks.issue(sly, asset, alice, 1))).isEqualTo("requested");
    assertThat(state(asks.issue(fei, asset, alice, 1))).isEqualTo("posted");
    limits(asset, fei, 10, 10, 10);
    assertThat(state(asks.issue(sly, asset, fresh("bob"), 11))).isEqualTo("requested");
    assertThat(state(asks.issue(sly, asset, fresh("bob"), 10))).isEqualTo("posted");
    assertThat(state(asks.issue(fei, asset, fresh("bob"), 10))).isEqualTo("requested");
  }

  @Test
  void shouldAskOnceWhenTheIdempotencyRowIsForgotten() {
    String key = fresh("key");
    JsonPath first = send(su, "support", key, asks.body(alice, 100)).jsonPath();
    sql.update("delete from idempotency where principal = ?", su);

    JsonPath again = send(su, "support", key, asks.body(alice, 100)).jsonPath();
    Response other = send(su, "support", fresh("key"), asks.body(alice, 100));
    sql.update("delete from idempotency where principal = ?", su);
    Response changed = send(su, "support", key, asks.body(alice, 99));

    assertThat(again.getString("id")).isEqualTo(first.getString("id"));
    assertThat(state(other)).isEqualTo("requested");
    assertThat(changed.jsonPath().getString("code")).isEqualTo("already-requested");
    assertThat(points(alice, "balance")).isEqualTo(100);
  }

  /** The older way to adjust is no way around the limit. */
  @Test
  void shouldHoldJournalsOfKindAdjustToTheSameLimit() {
    assertThat(asks.adjust(fei, 300, fresh("order"))).isEqualTo("posted");
    assertThat(asks.adjust(fei, 1, fresh("order"))).isEqualTo("needs-second-person");
    assertThat(asks.adjust(fresh("fei"), 1, fresh("order"))).isEqualTo("needs-second-person");
    assertThat(asks.adjust(alice, 1, fresh("order"))).isEqualTo("own-account");
    assertThat(state(asks.request(fresh("su"), "support", alice, 1))).isEqualTo("requested");
    as("shop", "system")
        .header("Idempotency-Key", fresh("key"))
        .body(asks.correction(1, fresh("order")))
        .post("/v1/journals")
        .then()
        .statusCode(422)
        .body("code", equalTo("not-for-systems"));
    assertThat(points(alice, "balance")).isEqualTo(300);
  }

  @Test
  void shouldUseTheLimitOnceWhenTheSameJournalComesAgain() {
    String order = fresh("order");

    assertThat(asks.adjust(fei, 300, order)).isEqualTo("posted");
    assertThat(asks.adjust(fei, 300, order)).isEqualTo("posted");
    assertThat(asks.adjust(fei, 299, order)).isEqualTo("already-posted");
    assertThat(points(alice, "balance")).isEqualTo(300);
  }
}
