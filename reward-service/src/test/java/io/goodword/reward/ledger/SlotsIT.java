package io.goodword.reward.ledger;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fei;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.contracts.reward.BudgetThreshold;
import io.goodword.contracts.reward.EntryPosted;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.SqlFailure;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.reward.budget.Budgets;
import io.goodword.reward.ledger.Outcome.HoldState;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Topics;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A divided budget is one budget to everybody, except to those who would wait for it. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-04")
class SlotsIT {

  private static final int WORKS = 300;
  private static final Duration IDLE = Duration.ofMinutes(5);

  @Inject Ledger ledger;
  @Inject Slots slots;
  @Inject Budgets budgets;
  @Inject TestClock clock;

  private final String campaign = fresh("campaign");
  private final String alice = fresh("alice");
  private final String second = fresh("campaign");
  private final List<String> people = List.of(fresh("a"), fresh("b"), fresh("c"), fresh("d"));
  private final AccountRef budget = AccountRef.budget(campaign, "POINTS");

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldNotWaitForThoseWhoTakeFromTheSameBudget() throws SQLException {
    fund(campaign, "POINTS", 10_000);
    try (Connection other = other()) {
      lock(other, "budget", campaign);
      assertThatThrownBy(() -> give(1))
          .isInstanceOfSatisfying(
              SqlFailure.class, waited -> assertThat(waited.state()).isEqualTo("55P03"));
      other.rollback();

      divide(2).statusCode(200);
      String slot = payer(give(1));
      lock(other, "budget", campaign);
      assertThat(payer(give(1))).isEqualTo(slot);
      other.rollback();

      lock(other, "escrow", slot);
      assertThat(payer(give(1))).startsWith("slot/").isNotEqualTo(slot);
      other.rollback();
    }

    assertThat(view("available")).isEqualTo(9_997);
  }

  @Test
  void shouldBeOneBudgetForWhoeverLooks() {
    fund(campaign, "POINTS", 10_000);
    divide(4).statusCode(200).body("slots", equalTo(4)).body("available", equalTo(10_000));
    give(100);
    HoldState held = hold(fresh("hold"), 300);
    assertThat(held.account().accountClass()).isEqualTo(AccountClass.ESCROW);

    assertThat(view("spent")).isEqualTo(100);
    assertThat(view("held")).isEqualTo(300);
    assertThat(view("available")).isEqualTo(9_600);
    fund(campaign, "POINTS", 1_000)
        .then()
        .statusCode(201)
        .body("balance", equalTo(10_900))
        .body("held", equalTo(300))
        .body("available", equalTo(10_600))
        .body("funded", equalTo(11_000));
    ledger.postHold(held.id(), 250L, fresh("confirm"), Purpose.of("confirm", "test"));
    assertThat(view("spent")).isEqualTo(350);
    assertThat(view("available")).isEqualTo(10_650);
  }

  @Test
  void shouldPayWithAllThatItsSlotsHaveLeft() {
    fund(campaign, "POINTS", 1_000);
    divide(4);
    give(1);
    HoldState held = hold(fresh("hold"), 9);

    assertThatThrownBy(() -> give(991))
        .isInstanceOfSatisfying(
            Problem.class, refused -> assertThat(refused.code()).isEqualTo("budget-exhausted"));
    assertThat(view("available")).isEqualTo(990);
    give(990);
    assertThat(view("available")).isZero();

    // what comes back to a slot is there for the next, in the same call too
    List<Outcome> outcomes =
        ledger.apply(List.of(new Operation.Void(held.id(), null), gift(5), gift(5), gift(4)));
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Posted.class);
    assertThat(outcomes.get(2)).isInstanceOf(Outcome.Refused.class);
    assertThat(outcomes.get(3)).isInstanceOf(Outcome.Posted.class);
    assertThat(view("available")).isZero();
  }

  @Test
  void shouldAnswerARepeatedHoldAsBefore() {
    fund(campaign, "POINTS", 10_000);
    divide(16);
    String key = fresh("hold");
    HoldState first = hold(key, 10);
    for (int i = 0; i < 8; i++) {
      assertThat(hold(key, 10)).isEqualTo(first);
    }
    assertThatThrownBy(() -> hold(key, 11))
        .isInstanceOfSatisfying(
            Problem.class, refused -> assertThat(refused.code()).isEqualTo("already-posted"));
    assertThat(view("held")).isEqualTo(10);
  }

  @Test
  void shouldTakeBackToWhereItWasTakenFrom() {
    fund(campaign, "POINTS", 10_000);
    divide(2);
    Outcome.Posted given = give(100);
    divide(0).body("slots", equalTo(0));

    ledger.reverse(given.journalId(), null, "test");

    assertThat(view("available")).isEqualTo(10_000);
    assertThat(own().getLong("posted")).isEqualTo(9_900);
    give(10_000);
    assertThat(view("available")).isZero();
  }

  @Test
  @Tag("RWD-11")
  void shouldTellLeasesInTheSequenceOfTheBudget() throws Exception {
    fund(campaign, "POINTS", 1_000);
    divide(4);
    give(1);
    give(999);

    List<Topics.Entry> told =
        Topics.await(
            "goodword.reward",
            4,
            Duration.ofSeconds(20),
            entry ->
                entry.header("ce_type").equals(EntryPosted.TYPE)
                    && entry.text().contains("\"accountClass\":\"budget\"")
                    && entry.text().contains("\"" + campaign + "\""));

    assertThat(told)
        .extracting(entry -> entry.header("ce_sequence"))
        .containsExactly("1", "2", "3", "4");
    assertThat(told)
        .extracting(entry -> entry.text().replaceAll(".*\"kind\":\"(\\w+)\".*", "$1"))
        .containsExactly("fund", "lease", "lease", "grant");
  }

  @Test
  void shouldAnnounceEachShareOnceWhenManyTakeAtOnce() throws Exception {
    fund(campaign, "POINTS", 1_000);
    divide(4);
    List<Callable<Void>> gifts =
        Collections.nCopies(
            100,
            () -> {
              QuarkusTransaction.requiringNew().run(() -> budgets.used(give(10).books()));
              return null;
            });

    try (var executor = Executors.newFixedThreadPool(8)) {
      for (Future<Void> gift : executor.invokeAll(gifts)) {
        gift.get();
      }
    }

    assertThat(view("available")).isZero();
    List<Topics.Entry> told =
        Topics.await(
            "goodword.reward",
            3,
            Duration.ofSeconds(20),
            entry ->
                entry.header("ce_type").equals(BudgetThreshold.TYPE)
                    && entry.text().contains(campaign));
    assertThat(told)
        .extracting(entry -> entry.text().replaceAll(".*\"percent\":(\\d+).*", "$1"))
        .containsExactly("50", "80", "100");
  }

  /**
   * Whatever is done to two divided budgets at once; a deadlock would fail the call that it ends.
   */
  @Test
  void shouldNeverDeadlockWhoeverComesTogether() throws Exception {
    fund(campaign, "POINTS", 17_000);
    fund(second, "POINTS", 17_000);
    slots.divide(budget, 16);
    slots.divide(AccountRef.budget(second, "POINTS"), 16);
    List<Callable<Void>> works =
        IntStream.range(0, WORKS).<Callable<Void>>mapToObj(this::work).toList();

    try (var executor = Executors.newFixedThreadPool(16)) {
      for (Future<Void> work : executor.invokeAll(works)) {
        work.get();
      }
    }

    // a third of the works gave 2, the others gave and took back
    assertThat(view("available") + Api.budget(second).getLong("items[0].available"))
        .isEqualTo(34_000 - 2L * (WORKS / 3));
    assertThat(view("held")).isZero();
  }

  private Callable<Void> work(int turn) {
    String payer = turn % 2 == 0 ? campaign : second;
    String customer = people.get(turn % people.size());
    return () -> {
      switch (turn % 3) {
        case 0 -> ledger.apply(List.of(gift(campaign, customer, 1), gift(second, customer, 1)));
        case 1 -> {
          UUID held = hold(payer, customer, fresh("hold"), 10).id();
          ledger.postHold(held, 4L, fresh("confirm"), Purpose.of("confirm", "test"));
          UUID freed = hold(payer, customer, fresh("hold"), 10).id();
          ledger.voidHold(freed, null);
          ledger.post(
              fresh("back"),
              Purpose.of("adjust", "test").in(payer),
              List.of(
                  Leg.take(AccountRef.customer(customer, "POINTS"), 4),
                  Leg.of(AccountRef.budget(payer, "POINTS"), 4)));
        }
        default -> {
          Operation.Post gift = gift(payer, customer, 1_000);
          UUID given = ledger.post(gift.businessKey(), gift.purpose(), gift.legs()).journalId();
          ledger.reverse(given, null, "test");
        }
      }
      return null;
    };
  }

  @Test
  void shouldBringBackWhatIdleSlotsHave() {
    fund(campaign, "POINTS", 1_000);
    divide(4);
    give(1);
    while (slots.gatherIdle(IDLE)) {
      // what other tests have left
    }
    assertThat(own().getLong("posted")).isLessThan(999);

    clock.setAhead(IDLE.plusSeconds(1));
    assertThat(slots.gatherIdle(IDLE)).isTrue();
    while (slots.gatherIdle(IDLE)) {
      // until nothing is idle
    }

    assertThat(own().getLong("posted")).isEqualTo(999);
    assertThat(view("available")).isEqualTo(999);
  }

  @Test
  void shouldNameWhatIsWrongWithADivision() {
    divide(4).statusCode(422).body("code", equalTo("not-funded"));
    fund(campaign, "POINTS", 1_000);
    divide(17).statusCode(422).body("violations[0].field", equalTo("count"));
    divide(-1).statusCode(422).body("violations[0].field", equalTo("count"));
    ask(Map.of("asset", "POINTS")).statusCode(422).body("violations[0].field", equalTo("count"));
    ask(Map.of("count", 4)).statusCode(422).body("violations[0].field", equalTo("asset"));
    ask(Map.of("asset", "NOTHING", "count", 4))
        .statusCode(422)
        .body("code", equalTo("unknown-asset"));
    assertThat(view("slots")).isZero();
  }

  private Outcome.Posted give(long amount) {
    Operation.Post gift = gift(amount);
    return ledger.post(gift.businessKey(), gift.purpose(), gift.legs());
  }

  private Operation.Post gift(long amount) {
    return gift(campaign, alice, amount);
  }

  private static Operation.Post gift(String payer, String customer, long amount) {
    return new Operation.Post(
        fresh("give"),
        Purpose.of("grant", "test").in(payer),
        List.of(
            Leg.of(AccountRef.budget(payer, "POINTS"), -amount),
            Leg.earn(AccountRef.customer(customer, "POINTS"), amount)));
  }

  private HoldState hold(String key, long amount) {
    return hold(campaign, alice, key, amount);
  }

  private HoldState hold(String payer, String customer, String key, long amount) {
    return ledger.hold(
        new Operation.Hold(
            key,
            Purpose.of("grant", "test").in(payer),
            AccountRef.budget(payer, "POINTS"),
            AccountRef.customer(customer, "POINTS"),
            amount,
            null));
  }

  private ValidatableResponse divide(int count) {
    return ask(Map.of("asset", "POINTS", "count", count));
  }

  private ValidatableResponse ask(Map<String, Object> body) {
    return fei().body(body).put("/v1/budgets/" + campaign + "/slots").then();
  }

  private long view(String what) {
    return Api.budget(campaign).getLong("items[0]." + what);
  }

  /** The account of the budget without its slots. */
  private JsonPath own() {
    return as("an", "auditor").get("/v1/accounts/budget/" + campaign + "/balance").jsonPath();
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
