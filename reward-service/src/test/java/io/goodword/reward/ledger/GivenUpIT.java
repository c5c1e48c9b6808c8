package io.goodword.reward.ledger;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Api.points;
import static io.goodword.reward.Api.send;
import static io.goodword.reward.Api.spending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.Waiting;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the database gives up for another transaction is tried again, and in the end 503: it is
 * never taken for a lack of balance. The conflicts are real ones, made by a second client.
 */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-01")
class GivenUpIT {

  private static final Duration LONG = Duration.ofSeconds(40);

  @Inject Ledger ledger;
  @Inject Sql sql;

  private final String campaign = fresh("campaign");
  private final String alice = fresh("alice");

  @BeforeEach
  void aliceHasAHundred() {
    fund(campaign, "POINTS", 1_000);
    ledger.post(
        fresh("give"),
        Purpose.of("grant", "test"),
        List.of(
            Leg.of(AccountRef.budget(campaign, "POINTS"), -100),
            Leg.earn(AccountRef.customer(alice, "POINTS"), 100)));
  }

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  @Tag("trap-05")
  void shouldSayTryAgainWhenALockIsNeverHadAndSucceedWithTheSameKeyLater() throws Exception {
    Map<String, Object> body = spending(alice, 30, fresh("order"));
    String key = fresh("key");
    try (Connection other = other()) {
      lock(other, "customer", alice);

      Response refused = send(key, body);

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.jsonPath().getString("code")).isEqualTo("try-again");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      other.rollback();
    }
    assertThat(points(alice, "balance")).isEqualTo(100);
    assertThat(send(key, body).statusCode()).isEqualTo(201);
    assertThat(points(alice, "balance")).isEqualTo(70);
  }

  @Test
  void shouldSucceedWhenTheLockIsHadAfterATimeout() throws Exception {
    try (Connection other = other()) {
      lock(other, "customer", alice);
      CompletableFuture<Response> answer = spendLater();
      // the first attempt ends with 55P03 after two seconds; a later one finds the row free
      await()
          .atMost(LONG)
          .until(
              () -> Waiting.behind(other, sql) >= 1 && elapsed(answer, Duration.ofMillis(2_500)));
      other.rollback();

      assertThat(answer.get(LONG.toSeconds(), TimeUnit.SECONDS).statusCode()).isEqualTo(201);
    }
    assertThat(points(alice, "balance")).isEqualTo(70);
  }

  @Test
  @Tag("trap-05")
  void shouldSucceedWhenItIsTheVictimOfADeadlock() throws Exception {
    Api.spend(alice, 1, fresh("order"));
    try (Connection other = other()) {
      // against the order of the ledger: the shop first, then the customer
      lock(other, "redemption", "shop");
      CompletableFuture<Response> answer = spendLater();
      await().atMost(LONG).until(() -> Waiting.behind(other, sql) >= 1);
      try {
        lock(other, "customer", alice);
      } catch (SQLException weAreTheVictim) {
        assertThat(weAreTheVictim.getSQLState()).isEqualTo("40P01");
      }
      other.rollback();

      assertThat(answer.get(LONG.toSeconds(), TimeUnit.SECONDS).statusCode()).isEqualTo(201);
    }
    assertThat(points(alice, "balance")).isEqualTo(69);
  }

  @Test
  void shouldTellTheTruthWhenTheSameBusinessKeyIsPostedAtThatMoment() throws Exception {
    String order = fresh("order");
    String bob = fresh("bob");
    try (Connection other = other()) {
      // the same key over other accounts, so that no row lock makes the second one wait
      try (var statement =
          other.prepareStatement("select ledger_apply(?::jsonb, ?::jsonb, now())")) {
        statement.setString(
            1,
            """
            [{"op": "post", "id": "%s", "kind": "grant", "businessKey": "journal/%s", "hash": "h", "actor": "test",
              "legs": [{"a": 0, "n": 5, "m": "EXACT"}, {"a": 1, "n": -5, "m": "EXACT"}]}]
            """
                .formatted(UUID.randomUUID(), order));
        statement.setString(
            2,
            """
            [{"class": "customer", "owner": "%s", "asset": "POINTS"}, {"class": "budget", "owner": "%s", "asset": "POINTS"}]
            """
                .formatted(bob, campaign));
        statement.execute();
      }
      CompletableFuture<Response> answer =
          CompletableFuture.supplyAsync(() -> send(fresh("key"), spending(alice, 30, order)));
      await().atMost(LONG).until(() -> Waiting.behind(other, sql) >= 1);
      other.commit();

      Response refused = answer.get(LONG.toSeconds(), TimeUnit.SECONDS);
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.jsonPath().getString("code")).isEqualTo("already-posted");
    }
    assertThat(points(alice, "balance")).isEqualTo(100);
    assertThat(points(bob, "balance")).isEqualTo(5);
  }

  private CompletableFuture<Response> spendLater() {
    Map<String, Object> body = spending(alice, 30, fresh("order"));
    return CompletableFuture.supplyAsync(() -> send(fresh("key"), body));
  }

  private final long started = System.nanoTime();

  private boolean elapsed(CompletableFuture<Response> answer, Duration least) {
    assertThat(answer).isNotDone();
    return System.nanoTime() - started > least.toNanos();
  }

  private static Connection other() throws SQLException {
    Connection connection =
        DriverManager.getConnection(TestStack.jdbcUrl("reward"), Postgres.USER, Postgres.PASSWORD);
    connection.setAutoCommit(false);
    return connection;
  }

  private static void lock(Connection connection, String type, String owner) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "select from balances where account_id = (select id from accounts where class = ? and owner = ?"
                + " and asset = 'POINTS') for update")) {
      statement.setString(1, type);
      statement.setString(2, owner);
      statement.execute();
    }
  }
}
