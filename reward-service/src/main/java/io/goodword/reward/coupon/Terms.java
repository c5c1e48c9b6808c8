package io.goodword.reward.coupon;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the holders of a pool's codes are promised. Amounts are minor units of the currency.
 *
 * @param currency asset code of the money that it takes off, for instance CASH:CNY
 * @param amount what it takes off, or what a gift card is issued with; null for a percentage
 * @param basisPoints hundredths of a percent that it takes off, 1 to 10,000; only for a percentage
 * @param cap most that a percentage takes off, null for no limit
 * @param minimumSpend least worth of the products that it is good for
 * @param includedProducts products that it is good for, empty for all
 * @param excludedProducts products that it is not good for
 * @param validFrom first moment, null for at once
 * @param validUntil first moment that it is no longer valid, null for never
 * @param validFor how long a code is valid once a customer has it, null for no such limit
 * @param usesPerCode orders that a code is good for, null for any number
 * @param usesPerCustomer orders of a customer over all codes of the pool, null for any number
 * @param reservationTtl how long an order may keep a code reserved
 * @param market market that it is good in, null for all
 */
@RegisterForReflection
record Terms(
    Kind kind,
    String currency,
    @Nullable Long amount,
    @Nullable Integer basisPoints,
    @Nullable Long cap,
    long minimumSpend,
    List<String> includedProducts,
    List<String> excludedProducts,
    @Nullable Instant validFrom,
    @Nullable Instant validUntil,
    @Nullable Duration validFor,
    @Nullable Integer usesPerCode,
    @Nullable Integer usesPerCustomer,
    Duration reservationTtl,
    @Nullable String market,
    String prefix,
    int length) {

  /** Whether its codes are money of their own. */
  boolean giftCard() {
    return kind == Kind.GIFT_CARD;
  }

  /** Whether a code is good for one order, and so is one unit of the pool's asset. */
  boolean singleUse() {
    return !giftCard() && usesPerCode != null && usesPerCode == 1;
  }

  /** Whether codes have no holder and are good for several orders. */
  boolean open() {
    return !giftCard() && !singleUse();
  }

  CodePattern pattern() {
    return new CodePattern(prefix, length);
  }

  /** Value of a card of this pool; zero for other kinds. */
  long cardValue() {
    return giftCard() && amount != null ? amount : 0;
  }

  /**
   * First moment at which a code is no longer valid.
   *
   * @param assignedAt when its holder got it, null for a code without a holder
   * @return null for a code that is valid for ever
   */
  @Nullable Instant endOf(@Nullable Instant assignedAt) {
    Instant own = assignedAt == null || validFor == null ? null : assignedAt.plus(validFor);
    if (own == null || (validUntil != null && validUntil.isBefore(own))) {
      return validUntil;
    }
    return own;
  }
}
