package io.goodword.reward.coupon;

import java.util.HashSet;
import java.util.Set;

/**
 * What a coupon takes off a basket. Pure; whole minor units. A discount is never negative and never
 * above what the products that the coupon is good for cost; a basket that costs more never gets
 * less off.
 */
final class Discount {

  private static final int WHOLE = 10_000;

  private Discount() {}

  /** What came out. */
  sealed interface Result {}

  /**
   * It takes something off.
   *
   * @param amount minor units, 1 to {@code eligible}
   * @param eligible what the products that it is good for cost
   */
  record Granted(long amount, long eligible) implements Result {}

  /** It takes nothing off. */
  record Refused(Reason reason) implements Result {}

  /**
   * Decides.
   *
   * @param left what is left on a gift card in minor units; ignored for other kinds
   */
  static Result of(Terms terms, Basket basket, long left) {
    if (terms.market() != null && !terms.market().equals(basket.market())) {
      return new Refused(Reason.OTHER_MARKET);
    }
    if (!terms.currency().equals(basket.currency())) {
      return new Refused(Reason.OTHER_CURRENCY);
    }
    long eligible = eligible(terms, basket);
    if (eligible == 0) {
      return new Refused(Reason.NO_ELIGIBLE_PRODUCT);
    }
    if (eligible < terms.minimumSpend()) {
      return new Refused(Reason.MINIMUM_NOT_MET);
    }
    long amount = amount(terms, eligible, left);
    return amount == 0 ? new Refused(Reason.NO_DISCOUNT) : new Granted(amount, eligible);
  }

  /** Sum of the lines that the coupon is good for; an exclusion is stronger than an inclusion. */
  private static long eligible(Terms terms, Basket basket) {
    Set<String> included = new HashSet<>(terms.includedProducts());
    Set<String> excluded = new HashSet<>(terms.excludedProducts());
    return basket.lines().stream()
        .filter(line -> included.isEmpty() || included.contains(line.productId()))
        .filter(line -> !excluded.contains(line.productId()))
        .mapToLong(Basket.Line::amount)
        .reduce(0L, Math::addExact);
  }

  private static long amount(Terms terms, long eligible, long left) {
    return switch (terms.kind()) {
      case VALUE -> Math.min(eligible, terms.amount() == null ? 0 : terms.amount());
      case GIFT_CARD -> Math.min(eligible, Math.max(0, left));
      case PERCENT -> {
        long share = share(eligible, terms.basisPoints() == null ? 0 : terms.basisPoints());
        yield terms.cap() == null ? share : Math.min(share, terms.cap());
      }
    };
  }

  /**
   * A share of an amount, to the nearest minor unit; half a unit goes to the customer. Exact: no
   * product leaves 64 bits for amounts up to 10^15.
   *
   * @param amount 0 to 10^15 minor units
   * @param basisPoints 0 to 10,000
   */
  static long share(long amount, int basisPoints) {
    return amount / WHOLE * basisPoints + (amount % WHOLE * basisPoints + WHOLE / 2) / WHOLE;
  }
}
