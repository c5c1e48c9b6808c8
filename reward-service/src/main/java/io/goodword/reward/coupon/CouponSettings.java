package io.goodword.reward.coupon;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Settings of coupons. */
@ConfigMapping(prefix = "goodword.coupon")
interface CouponSettings {

  /**
   * Secrets of at least 32 characters, from which the keys for codes follow. The first one makes,
   * all are tried when a code is looked up or opened. There is no default; in production one that
   * begins with {@code demo} is refused. Codes that were made with a lost secret are lost.
   */
  List<String> secret();

  /** How often ended reservations and validities are looked for. */
  @WithDefault("PT0.5S")
  Duration sweepEvery();

  /** How many failed look-ups of codes are let through. */
  Guesses guesses();

  /** Failed look-ups in a window of time, before the answer is 429. */
  interface Guesses {

    /** Length of the window. */
    @WithDefault("PT10M")
    Duration window();

    /** For one customer. */
    @WithDefault("10")
    int perCustomer();

    /** For one hint of a device or network. */
    @WithDefault("30")
    int perHint();

    /** For one caller, that is a whole shop. */
    @WithDefault("1000")
    int perCaller();
  }
}
