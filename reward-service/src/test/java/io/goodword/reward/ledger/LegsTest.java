package io.goodword.reward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("RWD-01")
class LegsTest {

  private static final AccountRef ALICE = AccountRef.customer("alice", "POINTS");
  private static final AccountRef SHOP = new AccountRef(AccountClass.REDEMPTION, "shop", "POINTS");

  @Property
  void shouldSumToZeroForEachAssetWhenAccepted(@ForAll("legs") List<Leg> legs) {
    assertThat(Legs.sums(Legs.balanced(legs)).values()).containsOnly(0L);
  }

  @Property
  void shouldKeepWhatEachAccountMovesWhenNetted(@ForAll("legs") List<Leg> legs) {
    List<Leg> netted = Legs.balanced(legs);

    assertThat(netted).extracting(Leg::account).doesNotHaveDuplicates().isSorted();
    for (Leg net : netted) {
      long moved =
          legs.stream()
              .filter(leg -> leg.account().equals(net.account()))
              .mapToLong(Leg::amount)
              .sum();
      assertThat(net.amount()).isEqualTo(moved);
    }
  }

  @Property
  void shouldRefuseWhenOneLegIsOffByAnyAmount(
      @ForAll("legs") List<Leg> legs, @ForAll("deviations") long deviation) {
    Leg last = legs.getLast();
    Assume.that(last.amount() + deviation != 0);
    var wrong = new ArrayList<>(legs.subList(0, legs.size() - 1));
    wrong.add(Leg.of(last.account(), last.amount() + deviation));

    assertThatThrownBy(() -> Legs.balanced(wrong))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.code()).isIn("unbalanced", "self-transfer"));
  }

  @Example
  void shouldRefuseAnAccountAgainstItself() {
    assertThatThrownBy(() -> Legs.balanced(List.of(Leg.of(ALICE, -5), Leg.of(ALICE, 5))))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("self-transfer"));
  }

  @Example
  void shouldRefuseZeroAndTooLargeAmounts() {
    assertThatThrownBy(() -> Leg.of(ALICE, 0))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("zero-amount"));
    assertThatThrownBy(() -> Leg.of(ALICE, Leg.MAX_AMOUNT + 1))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("amount-out-of-range"));
    assertThatThrownBy(() -> Leg.of(ALICE, Long.MIN_VALUE))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("amount-out-of-range"));
  }

  @Example
  void shouldRefuseWhenOneAssetPaysForAnother() {
    AccountRef coupons = new AccountRef(AccountClass.REDEMPTION, "shop", "COUPON:SPRING20");

    assertThatThrownBy(() -> Legs.balanced(List.of(Leg.of(ALICE, -5), Leg.of(coupons, 5))))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("unbalanced"));
  }

  @Example
  void shouldLockPeopleFirstAndIssuanceAfterBudgets() {
    AccountRef budget = AccountRef.budget("campaign", "POINTS");
    AccountRef issuance = AccountRef.issuance("POINTS");

    List<Leg> netted =
        Legs.balanced(
            List.of(
                Leg.of(issuance, -10),
                Leg.of(SHOP, 1),
                Leg.of(budget, 6),
                Leg.of(budget, 1),
                Leg.of(ALICE, 2)));

    assertThat(netted)
        .containsExactly(
            Leg.of(ALICE, 2), Leg.of(budget, 7), Leg.of(issuance, -10), Leg.of(SHOP, 1));
  }

  /** Balanced legs: pairs of opposite amounts between different accounts of one asset. */
  @Provide
  Arbitrary<List<Leg>> legs() {
    Arbitrary<String> assets = Arbitraries.of("POINTS", "CASH:CNY", "COUPON:SPRING20");
    Arbitrary<Integer> customers = Arbitraries.integers().between(0, 4);
    Arbitrary<Long> amounts = Arbitraries.longs().between(1, 1_000_000_000L);
    return Combinators.combine(assets, customers, amounts)
        .as(
            (asset, customer, amount) ->
                List.of(
                    Leg.of(AccountRef.customer("customer-" + customer, asset), amount),
                    Leg.of(AccountRef.budget("campaign-" + customer % 2, asset), -amount)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(50)
        .map(pairs -> pairs.stream().flatMap(List::stream).toList());
  }

  @Provide
  Arbitrary<Long> deviations() {
    return Arbitraries.longs().between(-1_000_000, 1_000_000).filter(value -> value != 0);
  }
}
