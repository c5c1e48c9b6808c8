package io.goodword.referral.insight;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Shares of a whole, exact to four decimals. */
final class Ratio {

  private Ratio() {}

  /**
   * A part of a whole, rounded half up to four decimals; null when there is no whole. More than 1
   * is possible where the part is not taken from the whole, as with codes that come without clicks.
   */
  static @Nullable BigDecimal of(long part, long whole) {
    return whole == 0
        ? null
        : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_UP);
  }
}
