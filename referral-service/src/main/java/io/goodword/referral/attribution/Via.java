package io.goodword.referral.attribution;

import java.util.Locale;

/** How a friend shows who recommended them, the most believed first. */
public enum Via {
  /** Signed token of the landing page: we know the very click. */
  TOKEN,
  /** Personal code of the advocate, typed in by the friend. */
  CODE,
  /** Coupon that belongs to the advocate's link. */
  COUPON;

  /** Name in events and answers. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
