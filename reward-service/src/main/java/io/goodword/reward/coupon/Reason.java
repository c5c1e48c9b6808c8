package io.goodword.reward.coupon;

import io.goodword.kit.problem.Problem;
import java.util.Locale;

/** Why a coupon is of no use here. The list is closed; shops may translate by its codes. */
enum Reason {
  /** Not a code by its form. */
  MALFORMED("This cannot be a code; check it for letters that are missing."),
  /** No such code, or somebody else's: the answer does not tell which. */
  UNKNOWN("There is no such code."),
  /** Taken back. */
  WITHDRAWN("The coupon was taken back."),
  /** Its time has not come. */
  NOT_YET_VALID("The coupon is not valid yet."),
  /** Its time is over. */
  EXPIRED("The coupon has expired."),
  /** Used, or reserved by an order, as often as it may be; or nothing is left on the card. */
  USED_UP("The coupon is used up."),
  /** The customer has used coupons of the pool as often as one may. */
  CUSTOMER_LIMIT("The customer has used such coupons as often as allowed."),
  /** Good in another market. */
  OTHER_MARKET("The coupon is for another market."),
  /** Good for another currency. */
  OTHER_CURRENCY("The coupon is for another currency."),
  /** Nothing in the basket that it is good for. */
  NO_ELIGIBLE_PRODUCT("The basket has nothing that the coupon is good for."),
  /** The products that it is good for are worth less than the minimum. */
  MINIMUM_NOT_MET("The basket is below the minimum spend of the coupon."),
  /** It would be used up for less than a minor unit. */
  NO_DISCOUNT("The coupon would take nothing off this basket.");

  private final String sentence;

  Reason(String sentence) {
    this.sentence = sentence;
  }

  /** Stable name. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** One sentence in English. */
  String sentence() {
    return sentence;
  }

  /** Whether it may be a guess. */
  boolean mayBeAGuess() {
    return this == UNKNOWN || this == MALFORMED;
  }

  /** The reason as a refusal, with the code {@code coupon-<reason>}. */
  Problem problem() {
    return Problem.unprocessable("coupon-" + code(), sentence);
  }
}
