package io.goodword.reward.points;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Crowd.had;
import static io.goodword.reward.points.Purse.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Earning, spending and refunding while what was just earned expires. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-06")
class LotContentionIT {

  @Inject Ledger ledger;
  @Inject Expiry expiry;
  @Inject Sql sql;

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldNeverDeadlockWhenLotsExpireUnderTheHandsOfTheirOwners() throws Exception {
    var body = new HashMap<>(policy("PT0.1S", "UTC", "PT0.1S", null));
    body.put("rounding", "none");
    Purse purse = new Purse(ledger).with(body);
    List<AccountRef> people =
        Stream.generate(() -> AccountRef.customer(fresh("person"), purse.asset)).limit(4).toList();
    var done = new AtomicBoolean();
    var owners = new ArrayList<Future<Integer>>();
    var runs = new ArrayList<Future<Integer>>();
    try (var executor = Executors.newFixedThreadPool(10)) {
      for (int i = 0; i < 2; i++) {
        runs.add(executor.submit(() -> runs(done)));
      }
      for (Callable<Integer> owner :
          IntStream.range(0, 8)
              .<Callable<Integer>>mapToObj(i -> () -> busy(purse, people, i))
              .toList()) {
        owners.add(executor.submit(owner));
      }
      int steps = 0;
      try {
        for (Future<Integer> owner : owners) {
          steps += owner.get();
        }
      } finally {
        done.set(true);
      }
      assertThat(steps).isEqualTo(8 * 60);
    }
    int worked = 0;
    for (Future<Integer> run : runs) {
      worked += run.get();
    }
    assertThat(worked).isPositive();
    assertThat(purse.breakage()).isPositive();
    assertThat(
            sql.first(
                "select count(*) from journals where kind = 'expire' and business_key like 'expire/%'",
                row -> row.getLong(1)))
        .hasValueSatisfying(count -> assertThat(count).isPositive());
  }

  /** Two people in each call, in both orders; a deadlock would end the test with its SQL state. */
  private int busy(Purse purse, List<AccountRef> people, int worker) {
    int steps = 0;
    for (int i = 0; i < 60; i++) {
      AccountRef one = people.get((worker + i) % 4);
      AccountRef other = people.get((worker + i + 1 + i / 4 % 3) % 4);
      Purpose grant = Purpose.of("grant", "test").in(purse.campaign + "-" + i % 5);
      List<Outcome> outcomes =
          had(
              () ->
                  ledger.apply(
                      List.of(
                          new Operation.Post(
                              fresh("give"),
                              grant,
                              List.of(
                                  Leg.of(purse.budget, -4), Leg.earn(one, 3), Leg.earn(other, 1))),
                          new Operation.Post(
                              fresh("spend"),
                              Purpose.of("spend", "test"),
                              List.of(
                                  Leg.of(one, -2), Leg.of(other, -1), Leg.of(purse.shop, 3))))));
      if (i % 2 == 0 && outcomes.get(1) instanceof Outcome.Posted spent) {
        try {
          had(() -> ledger.reverse(spent.journalId(), null, "fei"));
        } catch (Problem refused) {
          throw new IllegalStateException("a spend can always be refunded", refused);
        }
      }
      steps++;
    }
    return steps;
  }

  private int runs(AtomicBoolean done) {
    int worked = 0;
    while (!done.get()) {
      worked += had(() -> expiry.expire(5));
      worked += had(() -> expiry.warn(5));
    }
    return worked;
  }
}
