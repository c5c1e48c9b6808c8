package io.goodword.reward.coupon;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Crowd.inParallel;
import static io.goodword.reward.Crowd.settled;
import static io.goodword.reward.coupon.Shop.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.stack.Postgres;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-05")
class CouponContentionIT {

  @Inject Sql sql;

  private final Shop shop = new Shop();
  private final String alice = fresh("alice");

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  /** The usage limit that is checked first and counted later lets too many through. */
  @Test
  void shouldLetExactlyTenOfTwoHundredOrdersUseACodeForTen() throws Exception {
    String code = Shop.codes(Shop.pool(terms("usesPerCode", 10)), 1).getFirst();

    List<Response> answers =
        inParallel(
            64, 200, turn -> settled(() -> shop.redeem(code, fresh("customer"), "o" + turn, 700)));

    assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(10);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 422)
        .hasSize(190)
        .allMatch(answer -> answer.path("code").equals("coupon-used-up"));
  }

  @Test
  void shouldLetOneOfManyOrdersReserveASingleCode() throws Exception {
    String code = shop.give(Shop.pool(terms()), alice);

    List<Response> answers =
        inParallel(
            16,
            32,
            turn ->
                settled(
                    () ->
                        turn % 2 == 0
                            ? shop.reserve(code, alice, "o" + turn, 700)
                            : shop.redeem(code, alice, "o" + turn, 700)));

    assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
  }

  @Test
  void shouldUseACodeOnceWhenTheSameOrderIsSentInParallel() throws Exception {
    String code = Shop.codes(Shop.pool(terms("unlimitedUses", true)), 1).getFirst();

    List<Response> answers =
        inParallel(16, 32, turn -> settled(() -> shop.redeem(code, alice, "order-1", 700)));

    assertThat(answers).extracting(Response::statusCode).containsOnly(201);
    assertThat(answers).extracting(Response::asString).containsOnly(answers.get(0).asString());
  }

  @Test
  void shouldNeverSpendMoreOfACardThanItHas() throws Exception {
    String code = shop.give(Shop.pool(terms("kind", "gift-card", "amount", 1_000)), alice);

    List<Response> answers =
        inParallel(16, 40, turn -> settled(() -> shop.redeem(code, alice, "o" + turn, 70)));

    long spent =
        answers.stream()
            .filter(answer -> answer.statusCode() == 201)
            .mapToLong(answer -> answer.jsonPath().getLong("discount"))
            .sum();
    assertThat(spent).isEqualTo(1_000);
    assertThat(Shop.wallet(alice).getLong("items[0].left")).isZero();
  }

  /** A refund that comes at once with the next redemption must not give the code twice. */
  @Test
  void shouldNeverGiveBackMoreThanWasTakenWhenRefundsMeetRedemptions() throws Exception {
    String pool = Shop.pool(terms());
    String code = shop.give(pool, alice);
    String redemption = shop.redeem(code, alice, "first", 700).path("redemptionId");

    List<Response> answers =
        inParallel(
            16,
            32,
            turn ->
                settled(
                    () ->
                        turn % 2 == 0
                            ? shop.rollBack(redemption, "r" + turn, null)
                            : shop.redeem(code, alice, "o" + turn, 700)));

    assertThat(IntStream.range(0, 32).filter(i -> i % 2 == 0 && ok(answers, i)).count())
        .isEqualTo(1);
    long redeemed = IntStream.range(0, 32).filter(i -> i % 2 == 1 && ok(answers, i)).count();
    assertThat(redeemed).isLessThanOrEqualTo(1);
    assertThat(Shop.units(alice, pool, "balance")).isEqualTo(1 - redeemed);
  }

  /** The unit is debited, the use not yet written, and the connection to the database dies. */
  @Test
  @Tag("trap-10")
  void shouldLeaveNothingHalfWhenItDiesBetweenTheDebitAndTheUse() throws Exception {
    String pool = Shop.pool(terms());
    String code = shop.give(pool, alice);
    String key = fresh("key");
    Map<String, Object> body = Shop.ordered(code, alice, "order-1", 700);
    try (Connection other =
            DriverManager.getConnection(
                TestStack.jdbcUrl("reward"), Postgres.USER, Postgres.PASSWORD);
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table coupon_uses in share mode");
      CompletableFuture<Response> dying =
          CompletableFuture.supplyAsync(() -> shop.send("redeem", key, body));
      await().atMost(Duration.ofSeconds(10)).until(() -> kill(statement));
      assertThat(dying.get(30, TimeUnit.SECONDS).statusCode()).isIn(500, 503);
      other.rollback();
    }

    assertThat(Shop.units(alice, pool, "balance")).isEqualTo(1);
    assertThat(Shop.wallet(alice).getString("items[0].state")).isEqualTo("valid");
    Api.assertBooksAreInOrder();
    Response retried = settled(() -> shop.send("redeem", key, body));
    assertThat(retried.statusCode()).isEqualTo(201);
    assertThat(Shop.units(alice, pool, "balance")).isZero();
  }

  private static boolean kill(Statement statement) throws SQLException {
    try (var killed =
        statement.executeQuery(
            "select pg_terminate_backend(pid) from pg_stat_activity"
                + " where wait_event_type = 'Lock' and query like 'insert into coupon_uses%'")) {
      return killed.next() && killed.getBoolean(1);
    }
  }

  private static boolean ok(List<Response> answers, int turn) {
    return answers.get(turn).statusCode() == 201;
  }
}
