package io.goodword.reward.ledger;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Crowd.had;
import static io.goodword.reward.Crowd.inParallel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.goodword.contracts.reward.BudgetThreshold;
import io.goodword.kit.sql.Sql;
import io.goodword.kit.sql.SqlFailure;
import io.goodword.reward.Api;
import io.goodword.reward.Waiting;
import io.goodword.reward.budget.Budgets;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Topics;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Those who take from a divided budget do not wait for each other, and get what there is. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-04")
class SlotContentionIT {

  private static final int WORKS = 300;

  @Inject Ledger ledger;
  @Inject Budgets budgets;
  @Inject Sql sql;

  private final List<String> people = List.of(fresh("a"), fresh("b"), fresh("c"), fresh("d"));
  private Dividable first;
  private Dividable second;

  @BeforeEach
  void prepare() {
    first = new Dividable(ledger);
    second = new Dividable(ledger);
  }

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldNotWaitForThoseWhoTakeFromTheSameBudget() throws SQLException {
    first.fund(10_000);
    try (Connection other = other()) {
      lock(other, "budget", first.campaign);
      assertThatThrownBy(() -> first.give(1))
          .isInstanceOfSatisfying(
              SqlFailure.class, waited -> assertThat(waited.state()).isEqualTo("55P03"));
      other.rollback();

      first.divide(2).statusCode(200);
      String slot = payer(first.give(1));
      lock(other, "budget", first.campaign);
      assertThat(payer(first.give(1))).isEqualTo(slot);
      other.rollback();

      lock(other, "escrow", slot);
      assertThat(payer(first.give(1))).startsWith("slot/").isNotEqualTo(slot);
      other.rollback();
    }

    assertThat(first.view("available")).isEqualTo(9_997);
  }

  @Test
  void shouldNotRefuseWhatWasLeasedWhileItWaited() throws Exception {
    first.fund(1_000);
    try (Connection other = other()) {
      lock(other, "budget", first.campaign);
      CompletableFuture<Outcome.Posted> waiting =
          CompletableFuture.supplyAsync(() -> patiently(() -> first.give(1_000)));
      await().atMost(Duration.ofSeconds(20)).until(() -> Waiting.behind(other, sql) > 0);
      try (var lease =
          other.prepareStatement(
              """
              with division as (
                insert into budget_slots (account_id, budget_id, number, open)
                select ledger_account('escrow', 'slot/1/' || owner, asset, now()), id, 1, true
                  from accounts where class = 'budget' and owner = ? returning account_id)
              select ledger_apply_whole(
                  jsonb_build_array(ledger_lease(?, '[{"a": 1, "n": -1, "m": "EXACT"}, {"a": 0, "n": 1, "m": "EXACT"}]', now())),
                  jsonb_build_array(
                      jsonb_build_object('class', 'escrow', 'owner', 'slot/1/' || ?, 'asset', 'POINTS'),
                      jsonb_build_object('class', 'budget', 'owner', ?, 'asset', 'POINTS')),
                  now())
                from division
              """)) {
        for (int i = 1; i <= 4; i++) {
          lease.setString(i, first.campaign);
        }
        lease.execute();
      }
      other.commit();

      assertThatThrownBy(waiting::join)
          .cause()
          .isInstanceOfSatisfying(
              SqlFailure.class, again -> assertThat(again.state()).isEqualTo("40001"));
    }
    first.give(1_000);
    assertThat(first.view("available")).isZero();
  }

  @Test
  void shouldAnnounceEachShareOnceWhenManyTakeAtOnce() throws Exception {
    first.fund(1_000);
    first.divide(4);

    inParallel(
        8,
        100,
        turn ->
            had(
                () ->
                    QuarkusTransaction.requiringNew()
                        .call(
                            () -> {
                              Outcome.Posted given = first.give(10);
                              budgets.used(given.books());
                              return given;
                            })));

    assertThat(first.view("available")).isZero();
    List<Topics.Entry> told =
        Topics.await(
            "goodword.reward",
            3,
            Duration.ofSeconds(60),
            entry ->
                entry.header("ce_type").equals(BudgetThreshold.TYPE)
                    && entry.text().contains(first.campaign));
    assertThat(told)
        .extracting(entry -> entry.text().replaceAll(".*\"percent\":(\\d+).*", "$1"))
        .containsExactly("50", "80", "100");
  }

  /**
   * Whatever is done to two divided budgets at once; a deadlock would fail the call that it ends.
   */
  @Test
  void shouldNeverDeadlockWhoeverComesTogether() throws Exception {
    first.fund(17_000);
    second.fund(17_000);
    first.divide(16);
    second.divide(16);

    inParallel(16, WORKS, this::work);

    // a third of the works gave 2, the others gave and took back
    assertThat(first.view("available") + second.view("available"))
        .isEqualTo(34_000 - 2L * (WORKS / 3));
    assertThat(first.view("held") + second.view("held")).isZero();
  }

  private int work(int turn) {
    Dividable payer = turn % 2 == 0 ? first : second;
    String customer = people.get(turn % people.size());
    switch (turn % 3) {
      case 0 -> had(() -> ledger.apply(List.of(first.gift(customer, 1), second.gift(customer, 1))));
      case 1 -> {
        UUID held = had(() -> payer.hold(customer, fresh("hold"), 10)).id();
        had(() -> ledger.postHold(held, 4L, fresh("confirm"), Purpose.of("confirm", "test")));
        UUID freed = had(() -> payer.hold(customer, fresh("hold"), 10)).id();
        had(() -> ledger.voidHold(freed, null));
        had(
            () ->
                ledger.post(
                    fresh("back"),
                    Purpose.of("adjust", "test").in(payer.campaign),
                    List.of(
                        Leg.take(AccountRef.customer(customer, "POINTS"), 4),
                        Leg.of(payer.budget, 4))));
      }
      default -> {
        Outcome.Posted given = had(() -> payer.give(customer, 1_000));
        had(() -> ledger.reverse(given.journalId(), null, "test"));
      }
    }
    return turn;
  }

  /** Waits for a lock as long as the test needs to make what it waits for. */
  private <T> T patiently(Callable<T> call) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              sql.query(
                  "select set_config('lock_timeout', '15s', true),"
                      + " set_config('statement_timeout', '18s', true)",
                  row -> true);
              return call.call();
            });
  }

  private static Connection other() throws SQLException {
    Connection connection =
        DriverManager.getConnection(TestStack.jdbcUrl("reward"), "goodword", "goodword");
    connection.setAutoCommit(false);
    return connection;
  }

  private static String payer(Outcome.Posted posted) {
    return posted.books().stream()
        .filter(book -> book.amount() < 0)
        .map(Outcome.Book::owner)
        .findFirst()
        .orElseThrow();
  }

  private static void lock(Connection connection, String accountClass, String owner)
      throws SQLException {
    try (var lock =
        connection.prepareStatement(
            "select from balances where account_id ="
                + " (select id from accounts where class = ? and owner = ?) for update")) {
      lock.setString(1, accountClass);
      lock.setString(2, owner);
      lock.execute();
    }
  }
}
