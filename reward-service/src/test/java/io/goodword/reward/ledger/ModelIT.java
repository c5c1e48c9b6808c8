package io.goodword.reward.ledger;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Api.points;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.ledger.Outcome.Reason;
import io.goodword.reward.ledger.Outcome.Refused;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random work, in batches of one to five, against an oracle that knows only the rules. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-01")
@Tag("RWD-02")
class ModelIT {

  private static final int BATCHES = 120;

  @Inject Ledger ledger;
  @Inject Slots slots;
  @Inject Sql sql;

  private final List<String> customers = List.of(fresh("a"), fresh("b"), fresh("c"));
  private final List<String> campaigns = List.of(fresh("campaign-1"), fresh("campaign-2"));
  private final List<OpenHold> holds = new ArrayList<>();
  private BookOracle oracle = new BookOracle(0);

  private record OpenHold(UUID id, int customer, int campaign, long remaining) {}

  private record Step(Operation operation, BooleanSupplier expected) {}

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @ParameterizedTest(name = "seed {0}, {1} slots, funded with {2}")
  @CsvSource({
    "1, 0, 300",
    "20261122, 0, 300",
    "42, 0, 300",
    "1, 2, 300",
    "20261122, 4, 300",
    "42, 3, 1500",
    "43, 4, 3000",
    "44, 16, 300"
  })
  void shouldDoAsTheOracleSays(long seed, int division, long funded) {
    var random = new Random(seed);
    campaigns.forEach(campaign -> fund(campaign, "POINTS", funded));
    campaigns.forEach(campaign -> slots.divide(AccountRef.budget(campaign, "POINTS"), division));
    oracle = new BookOracle(funded);
    for (int batch = 0; batch < BATCHES; batch++) {
      List<Step> steps = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        steps.add(step(random));
      }
      List<Outcome> outcomes = ledger.apply(steps.stream().map(Step::operation).toList());
      for (int i = 0; i < steps.size(); i++) {
        boolean done = steps.get(i).expected().getAsBoolean();
        if (done) {
          assertThat(outcomes.get(i))
              .as("batch %d step %d", batch, i)
              .isNotInstanceOf(Refused.class);
        } else {
          assertThat(outcomes.get(i))
              .as("batch %d step %d", batch, i)
              .isInstanceOfSatisfying(
                  Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.SHORT));
        }
        remember(steps.get(i).operation(), outcomes.get(i));
      }
    }
    for (int i = 0; i < customers.size(); i++) {
      assertThat(points(customers.get(i), "balance")).isEqualTo(oracle.posted[i]);
      assertThat(points(customers.get(i), "debt")).isEqualTo(oracle.debt[i]);
    }
    for (int i = 0; i < campaigns.size(); i++) {
      JsonPath budget = Api.budget(campaigns.get(i));
      assertThat(budget.getLong("items[0].held")).isEqualTo(oracle.held[i]);
      assertThat(budget.getLong("items[0].available")).isEqualTo(oracle.budget[i] - oracle.held[i]);
    }
  }

  @Test
  void shouldNameTheBrokenLawsWhenABalanceWasTamperedWith() {
    String campaign = campaigns.getFirst();
    fund(campaign, "POINTS", 100);
    String tamper =
        "update balances set posted = posted + ?"
            + " where account_id = (select id from accounts where owner = ?)";

    sql.update(tamper, 1L, campaign);
    JsonPath proof = Api.as("an", "auditor").get("/v1/ledger/proof").jsonPath();
    sql.update(tamper, -1L, campaign);

    assertThat(proof.getBoolean("balanced")).isFalse();
    assertThat(proof.<String>getList("invariants.findAll { !it.holds }.name"))
        .containsExactly("posted-is-the-last-balance-after", "posted-is-the-sum-of-entries");
    assertThat(proof.<Integer>getList("invariants.findAll { !it.holds }.violations"))
        .containsExactly(1, 1);
  }

  private Step step(Random random) {
    int customer = random.nextInt(3);
    int campaign = random.nextInt(2);
    long amount = 1 + random.nextInt(40);
    AccountRef person = AccountRef.customer(customers.get(customer), "POINTS");
    AccountRef budget = AccountRef.budget(campaigns.get(campaign), "POINTS");
    return switch (random.nextInt(6)) {
      case 0 ->
          new Step(
              post("grant", Leg.of(budget, -amount), Leg.earn(person, amount)),
              () -> oracle.earn(customer, campaign, amount));
      case 1 ->
          new Step(
              post(
                  "spend",
                  Leg.of(person, -amount),
                  Leg.of(new AccountRef(AccountClass.REDEMPTION, "shop", "POINTS"), amount)),
              () -> oracle.spend(customer, amount));
      case 2 ->
          new Step(
              post("reverse", Leg.take(person, amount), Leg.of(budget, amount)),
              () -> oracle.takeBack(customer, campaign, amount));
      case 3 -> settleOrVoid(random, true);
      case 4 -> settleOrVoid(random, false);
      default -> hold(customer, campaign, person, budget, amount);
    };
  }

  private Step hold(int customer, int campaign, AccountRef person, AccountRef budget, long amount) {
    String key = "hold/" + customer + "/" + campaign + "/" + fresh("key");
    return new Step(
        new Operation.Hold(key, Purpose.of("grant", "model"), budget, person, amount, null),
        () -> oracle.hold(campaign, amount));
  }

  private Step settleOrVoid(Random random, boolean settle) {
    if (holds.isEmpty()) {
      return hold(
          0,
          0,
          AccountRef.customer(customers.getFirst(), "POINTS"),
          AccountRef.budget(campaigns.getFirst(), "POINTS"),
          1);
    }
    OpenHold hold = holds.remove(random.nextInt(holds.size()));
    long part = 1 + random.nextLong(hold.remaining());
    if (settle) {
      return new Step(
          new Operation.Settle(fresh("settle"), Purpose.of("confirm", "model"), hold.id(), part),
          () -> {
            oracle.settle(hold.customer(), hold.campaign(), hold.remaining(), part);
            return true;
          });
    }
    return new Step(
        new Operation.Void(hold.id(), part),
        () -> {
          oracle.free(hold.campaign(), part);
          if (part < hold.remaining()) {
            holds.add(
                new OpenHold(hold.id(), hold.customer(), hold.campaign(), hold.remaining() - part));
          }
          return true;
        });
  }

  private void remember(Operation operation, Outcome outcome) {
    if (operation instanceof Operation.Hold hold && outcome instanceof Outcome.Held held) {
      String[] key = hold.businessKey().split("/");
      holds.add(
          new OpenHold(
              held.hold().id(), Integer.parseInt(key[1]), Integer.parseInt(key[2]), hold.amount()));
    }
  }

  private static Operation.Post post(String kind, Leg... legs) {
    return new Operation.Post(fresh("model"), Purpose.of(kind, "model"), List.of(legs));
  }
}
