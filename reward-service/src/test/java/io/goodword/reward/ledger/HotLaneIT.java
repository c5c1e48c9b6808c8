package io.goodword.reward.ledger;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Api.points;
import static io.goodword.reward.Crowd.inParallel;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many clients at one budget: exact, and nobody who only reads has to wait for them. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-04")
class HotLaneIT {

  private static final int CLIENTS = 500;

  /** Default of goodword.lane.connections. */
  private static final int LANE_CONNECTIONS = 6;

  @Inject Sql sql;
  @Inject Together together;

  private final String campaign = fresh("campaign");

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  @Tag("trap-13")
  void shouldHoldFewConnectionsAndLetReadersThroughWhenManyWantOneBudget() throws Exception {
    fund(campaign, "POINTS", 100_000);
    String reader = fresh("reader");
    give(reader, 1).run();
    var running = new AtomicInteger(CLIENTS);
    var most = new AtomicInteger();
    var reads = new AtomicInteger();
    var answers = new ArrayList<Future<Integer>>();
    try (var clients = Executors.newFixedThreadPool(CLIENTS + 1);
        Connection watcher =
            DriverManager.getConnection(TestStack.jdbcUrl("reward"), "goodword", "goodword");
        Statement statement = watcher.createStatement()) {
      for (int i = 0; i < CLIENTS; i++) {
        answers.add(
            clients.submit(
                () -> {
                  try {
                    return give(fresh("customer"), 7).status();
                  } finally {
                    running.decrementAndGet();
                  }
                }));
      }
      Future<?> reading =
          clients.submit(
              () -> {
                do {
                  as(reader, "customer")
                      .get("/v1/customers/" + reader + "/balances")
                      .then()
                      .statusCode(200);
                  reads.incrementAndGet();
                } while (running.get() > 0);
              });
      while (running.get() > 0) {
        try (ResultSet row =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where datname = 'reward' and pid <>"
                    + " pg_backend_pid() and backend_xid is not null and (query like '%ledger_apply%'"
                    + " or query like '%idempotency_keep%' or query like '%into outbox%')")) {
          row.next();
          most.accumulateAndGet(row.getInt(1), Math::max);
        }
      }
      reading.get();
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(201);
      }
    }

    assertThat(most.get()).isBetween(1, LANE_CONNECTIONS);
    assertThat(reads.get()).isPositive();
    assertThat(points(reader, "balance")).isEqualTo(1);
    JsonPath budget = Api.budget(campaign);
    assertThat(budget.getLong("items[0].spent")).isEqualTo(1 + 7L * CLIENTS);
    long journals =
        sql.first(
                "select count(distinct j.recorded_at) from journals j join entries e on e.journal_id"
                    + " = j.id join accounts a on a.id = e.account_id where a.owner = ?",
                row -> row.getLong(1),
                campaign)
            .orElseThrow();
    assertThat(journals).as("transactions for %d journals", CLIENTS).isLessThan(CLIENTS / 2);
  }

  @Test
  void shouldPayExactlyTheBudgetWhenTenTimesAsMuchIsTriedTogether() throws Exception {
    fund(campaign, "POINTS", 60);

    List<Integer> statuses = inParallel(50, 600, turn -> give(fresh("customer"), 1).status());

    assertThat(statuses).filteredOn(status -> status == 201).hasSize(60);
    assertThat(statuses).filteredOn(status -> status == 422).hasSize(540);

    JsonPath budget = Api.budget(campaign);
    assertThat(budget.getLong("items[0].available")).isZero();
    assertThat(budget.getLong("items[0].spent")).isEqualTo(60);
  }

  @Test
  void shouldFailOnlyTheOneWhoseAccountIsLocked() throws Exception {
    fund(campaign, "POINTS", 1_000);
    String locked = fresh("locked");
    give(locked, 1).run();
    try (Connection other =
            DriverManager.getConnection(TestStack.jdbcUrl("reward"), "goodword", "goodword");
        Statement statement = other.createStatement();
        var clients = Executors.newFixedThreadPool(20)) {
      other.setAutoCommit(false);
      statement.execute(
          "select 1 from balances where account_id = (select id from accounts where owner = '"
              + locked
              + "') for update");
      Future<Integer> waiting = clients.submit(() -> give(locked, 1).status());
      var answers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 19; i++) {
        answers.add(clients.submit(() -> give(fresh("customer"), 1).status()));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(201);
      }
      other.rollback();
      assertThat(waiting.get()).isIn(201, 503);
    }
  }

  private Gift give(String customer, long amount) {
    return new Gift(together, campaign, customer, amount);
  }

  private record Gift(Together together, String campaign, String customer, long amount) {
    /** 201, or the status of the refusal. */
    int status() {
      String key = fresh("give");
      try {
        together.once(
            new IdempotencyKey("test", "give", key),
            Map.of("customer", customer, "amount", amount),
            Journals.Receipt.class,
            new Operation.Post(
                key,
                Purpose.of("grant", "test"),
                List.of(
                    Leg.of(AccountRef.budget(campaign, "POINTS"), -amount),
                    Leg.earn(AccountRef.customer(customer, "POINTS"), amount))),
            Journals.Receipt::of);
        return 201;
      } catch (Problem refused) {
        return refused.status();
      }
    }

    void run() {
      assertThat(status()).isEqualTo(201);
    }
  }
}
