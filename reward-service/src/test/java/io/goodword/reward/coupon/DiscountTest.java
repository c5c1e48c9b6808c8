package io.goodword.reward.coupon;

import static io.goodword.reward.coupon.Samples.basket;
import static io.goodword.reward.coupon.Samples.card;
import static io.goodword.reward.coupon.Samples.percent;
import static io.goodword.reward.coupon.Samples.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.reward.ledger.Leg;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

@Tag("RWD-05")
class DiscountTest {

  @Example
  void shouldTakeTheFixedAmountButNeverMoreThanTheBasket() {
    assertThat(off(value(1_500).terms(), basket(10_000))).isEqualTo(1_500);
    assertThat(off(value(1_500).terms(), basket(1_500))).isEqualTo(1_500);
    assertThat(off(value(1_500).terms(), basket(1_499))).isEqualTo(1_499);
    assertThat(off(value(1_500).terms(), basket(1))).isEqualTo(1);
  }

  @Example
  void shouldRoundToTheNearestMinorUnitAndHalfToTheCustomer() {
    // 15 % of 9.99 is 1.4985; of 1.10 is 0.165; of 0.30 is 0.045; of 0.03 is 0.0045
    assertThat(off(percent(1_500).terms(), basket(999))).isEqualTo(150);
    assertThat(off(percent(1_500).terms(), basket(110))).isEqualTo(17);
    assertThat(off(percent(1_500).terms(), basket(30))).isEqualTo(5);
    assertThat(off(percent(1_500).terms(), basket(29))).isEqualTo(4);
    assertThat(off(percent(3_333).terms(), basket(100))).isEqualTo(33);
    assertThat(off(percent(10_000).terms(), basket(777))).isEqualTo(777);
    assertThat(off(percent(1).terms(), basket(5_000))).isEqualTo(1);
  }

  @Example
  void shouldRefuseWhatWouldBeUsedUpForNothing() {
    assertThat(why(percent(1).terms(), basket(4_999))).isEqualTo(Reason.NO_DISCOUNT);
    assertThat(Discount.of(card(500).terms(), basket(100), 0))
        .isEqualTo(new Discount.Refused(Reason.NO_DISCOUNT));
    assertThat(Discount.of(card(500).terms(), basket(100), -1))
        .isEqualTo(new Discount.Refused(Reason.NO_DISCOUNT));
  }

  @Example
  void shouldStopAtTheCap() {
    assertThat(off(percent(5_000).cap(400L).terms(), basket(799))).isEqualTo(400);
    assertThat(off(percent(5_000).cap(400L).terms(), basket(798))).isEqualTo(399);
    assertThat(off(percent(5_000).cap(400L).terms(), basket(100_000))).isEqualTo(400);
  }

  @Example
  void shouldSpendOfACardWhatTheBasketNeeds() {
    assertThat(Discount.of(card(500).terms(), basket(100), 500))
        .isEqualTo(new Discount.Granted(100, 100));
    assertThat(Discount.of(card(500).terms(), basket(900), 500))
        .isEqualTo(new Discount.Granted(500, 900));
    assertThat(Discount.of(card(500).terms(), basket(900), 30))
        .isEqualTo(new Discount.Granted(30, 900));
  }

  @Example
  void shouldCountOnlyProductsThatItIsGoodFor() {
    Terms some = percent(1_000).included("p0", "p1").excluded("p1").terms();
    assertThat(Discount.of(some, basket(1_000, 5_000, 9_000), 0))
        .isEqualTo(new Discount.Granted(100, 1_000));
    assertThat(why(some, new Basket(Samples.CNY, null, List.of(new Basket.Line("p1", 7)))))
        .isEqualTo(Reason.NO_ELIGIBLE_PRODUCT);
    assertThat(Discount.of(percent(1_000).excluded("p0").terms(), basket(1_000, 500), 0))
        .isEqualTo(new Discount.Granted(50, 500));
    assertThat(why(value(5).terms(), basket(0, 0))).isEqualTo(Reason.NO_ELIGIBLE_PRODUCT);
  }

  @Example
  void shouldMeasureTheMinimumByEligibleProducts() {
    Terms terms = value(100).minimum(1_000L).excluded("p1").terms();
    assertThat(off(terms, basket(1_000))).isEqualTo(100);
    assertThat(why(terms, basket(999, 5_000))).isEqualTo(Reason.MINIMUM_NOT_MET);
  }

  @Example
  void shouldBeGoodOnlyInItsMarketAndCurrency() {
    Terms terms = value(100).market("CN").terms();
    List<Basket.Line> lines = List.of(new Basket.Line("p0", 500));
    assertThat(off(terms, new Basket(Samples.CNY, "CN", lines))).isEqualTo(100);
    assertThat(why(terms, new Basket(Samples.CNY, "TW", lines))).isEqualTo(Reason.OTHER_MARKET);
    assertThat(why(terms, new Basket(Samples.CNY, null, lines))).isEqualTo(Reason.OTHER_MARKET);
    assertThat(why(terms, new Basket("CASH:EUR", "CN", lines))).isEqualTo(Reason.OTHER_CURRENCY);
    assertThat(off(value(100).terms(), new Basket(Samples.CNY, "TW", lines))).isEqualTo(100);
  }

  @Property
  void shouldNeverExceedWhatIsEligibleNorBeNegative(
      @ForAll("terms") Terms terms,
      @ForAll("amounts") List<Long> amounts,
      @ForAll @LongRange(min = 0, max = 1_000_000) long left) {
    Basket basket = basket(amounts.stream().mapToLong(Long::longValue).toArray());
    if (Discount.of(terms, basket, left) instanceof Discount.Granted granted) {
      long total = amounts.stream().mapToLong(Long::longValue).sum();
      assertThat(granted.amount()).isBetween(1L, granted.eligible());
      assertThat(granted.eligible()).isBetween(terms.minimumSpend(), total);
      assertThat(granted.amount()).isLessThanOrEqualTo(terms.cap() == null ? total : terms.cap());
      if (terms.giftCard()) {
        assertThat(granted.amount()).isLessThanOrEqualTo(left);
      }
    }
  }

  @Property
  void shouldNeverTakeLessOffALargerBasket(
      @ForAll("terms") Terms terms,
      @ForAll("amounts") List<Long> amounts,
      @ForAll @LongRange(min = 0, max = 1_000_000) long more) {
    long[] before = amounts.stream().mapToLong(Long::longValue).toArray();
    long[] after = before.clone();
    after[0] += more;

    assertThat(amount(terms, basket(after))).isGreaterThanOrEqualTo(amount(terms, basket(before)));
  }

  @Property
  void shouldEqualExactArithmeticForEveryAmount(
      @ForAll @LongRange(min = 0, max = Leg.MAX_AMOUNT) long amount,
      @ForAll @IntRange(min = 0, max = 10_000) int points) {
    BigInteger exact =
        BigInteger.valueOf(amount)
            .multiply(BigInteger.valueOf(points))
            .add(BigInteger.valueOf(5_000))
            .divide(BigInteger.valueOf(10_000));

    assertThat(Discount.share(amount, points)).isEqualTo(exact.longValueExact());
  }

  @Provide
  Arbitrary<Terms> terms() {
    Arbitrary<Long> money = Arbitraries.longs().between(1, 2_000_000);
    Arbitrary<Terms> values =
        Combinators.combine(money, money)
            .as((amount, minimum) -> value(amount).minimum(minimum / 4).terms());
    Arbitrary<Terms> percents =
        Combinators.combine(Arbitraries.integers().between(1, 10_000), money.injectNull(0.5))
            .as((points, cap) -> percent(points).cap(cap).excluded("p1").terms());
    Arbitrary<Terms> cards = money.map(amount -> card(amount).terms());
    return Arbitraries.oneOf(values, percents, cards);
  }

  @Provide
  Arbitrary<List<Long>> amounts() {
    return Arbitraries.longs().between(0, 1_000_000).list().ofMinSize(1).ofMaxSize(6);
  }

  private static long amount(Terms terms, Basket basket) {
    return Discount.of(terms, basket, 300_000) instanceof Discount.Granted granted
        ? granted.amount()
        : 0;
  }

  private static long off(Terms terms, Basket basket) {
    assertThat(Discount.of(terms, basket, 0)).isInstanceOf(Discount.Granted.class);
    return amount(terms, basket);
  }

  private static Reason why(Terms terms, Basket basket) {
    return ((Discount.Refused) Discount.of(terms, basket, 0)).reason();
  }
}
