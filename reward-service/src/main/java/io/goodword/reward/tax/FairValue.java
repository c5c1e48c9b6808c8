package io.goodword.reward.tax;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an asset is worth from a day on. Pure.
 *
 * @param minor minor units of the currency
 * @param per for so many minor units of the asset
 * @param version number of the change for that day, from 1; the highest is in force
 */
record FairValue(
    String asset, String currency, LocalDate validFrom, int version, long minor, long per) {

  private static final Comparator<FairValue> NEWEST_LAST =
      Comparator.comparing(FairValue::validFrom).thenComparing(FairValue::version);

  /** The value of an asset on a day. */
  static Optional<FairValue> on(List<FairValue> values, String asset, LocalDate day) {
    return values.stream()
        .filter(value -> value.asset().equals(asset) && !value.validFrom().isAfter(day))
        .max(NEWEST_LAST);
  }

  /**
   * What units are worth, in minor units of the currency, halves rounded away from zero.
   *
   * @throws ArithmeticException when it does not fit 64 bits
   */
  long of(long units) {
    return BigDecimal.valueOf(units)
        .multiply(BigDecimal.valueOf(minor))
        .divide(BigDecimal.valueOf(per), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }
}
