package io.goodword.reward.points;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.points.Purse.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.reward.Api;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import io.goodword.reward.ledger.TimedLedger;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ten thousand lots on one account; the times are printed, a test asserts none. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-06")
class LotSpeedIT {

  private static final int LOTS = 10_000;
  private static final int CAMPAIGNS = 100;
  private static final int ROUNDS = 15;

  /** Of what leaves 20,000 rows each time, which every later test reads. */
  private static final int FEW = 7;

  private static final Instant FAR = Instant.parse("2046-01-01T00:00:00Z");

  @Inject Ledger ledger;
  @Inject TimedLedger timed;

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldSpendQuicklyFromTenThousandLots() {
    Purse purse = new Purse(ledger);
    purse.with(policy("P1Y", "UTC", null, null));
    for (int day = 0; day < LOTS / CAMPAIGNS; day++) {
      timed.apply(
          IntStream.range(0, CAMPAIGNS)
              .<Operation>mapToObj(
                  campaign ->
                      new Operation.Post(
                          fresh("give"),
                          Purpose.of("grant", "test").in("campaign-" + campaign),
                          purse.giving(10)))
              .toList(),
          FAR.plus(Duration.ofDays(day)));
    }
    assertThat(purse.balance()).isEqualTo(10L * LOTS);

    long small = median(ROUNDS, () -> spendAndRefund(purse, 25));
    long medium = median(ROUNDS, () -> spendAndRefund(purse, 10L * LOTS / 20));
    long all = median(FEW, () -> spendAndRefund(purse, 10L * LOTS));

    System.out.printf(
        "LotSpeedIT: %d lots on one account; median of %d spends: %d us for 3 lots, %d us for %d"
            + " lots; of %d: %d us for all%n",
        LOTS, ROUNDS, small / 1_000, medium / 1_000, LOTS / 20, FEW, all / 1_000);
    assertThat(purse.balance()).isEqualTo(10L * LOTS);
  }

  /** Nanoseconds of the spend alone; the refund puts all lots back. */
  private long spendAndRefund(Purse purse, long amount) {
    Instant now = FAR.plus(Duration.ofDays(LOTS / CAMPAIGNS));
    long start = System.nanoTime();
    Outcome spent =
        timed.apply(
            new Operation.Post(fresh("spend"), Purpose.of("spend", "test"), purse.spending(amount)),
            now);
    long took = System.nanoTime() - start;
    UUID journal = ((Outcome.Posted) spent).journalId();
    timed.apply(
        new Operation.Post(
            fresh("refund"),
            Purpose.of("reverse", "test").reversing(journal),
            List.of(Leg.of(purse.shop, -amount), Leg.earn(purse.account, amount))),
        now);
    return took;
  }

  private static long median(int rounds, LongSupplier measured) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      times.add(measured.getAsLong());
    }
    return times.stream().sorted().toList().get(rounds / 2);
  }
}
