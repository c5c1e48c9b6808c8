package io.goodword.reward.coupon;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.coupon.Guesses.Guesser;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the coupon of a code for a customer. A code that does not exist and one of somebody else
 * take the same way and get the same answer. The index holds MACs under a secret key, so how long a
 * look-up takes says nothing about codes.
 */
@Singleton
class Lookup {

  private final StoredCoupons coupons;
  private final CodeVault vault;
  private final Guesses guesses;

  Lookup(StoredCoupons coupons, CodeVault vault, Guesses guesses) {
    this.coupons = coupons;
    this.vault = vault;
    this.guesses = guesses;
  }

  /** What was found. */
  sealed interface Result {}

  /** The customer may try to use it. */
  record Found(Coupon coupon) implements Result {}

  /** There is none for the customer. */
  record Missed(Reason reason) implements Result {}

  /**
   * Looks a code up, and counts it when it fails. Not to be called in a transaction.
   *
   * @throws Problem 429 too-many-guesses
   */
  Result look(@Nullable String code, Guesser guesser) {
    guesses.mustBeBelowLimits(guesser);
    Optional<String> normal = CodeText.normal(code);
    Optional<Coupon> coupon =
        normal
            .flatMap(text -> coupons.byMac(vault.macs(text)))
            .filter(found -> found.mayBeUsedBy(guesser.customer()));
    if (coupon.isPresent()) {
      return new Found(coupon.get());
    }
    guesses.failed(guesser);
    return new Missed(normal.isPresent() ? Reason.UNKNOWN : Reason.MALFORMED);
  }
}
