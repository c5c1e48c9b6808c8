package io.goodword.contracts;

/**
 * An amount of money in minor units (fen, cents), never floating point.
 *
 * @param amount minor units, zero or more
 * @param currency ISO 4217 code, three capital letters
 */
public record Money(long amount, String currency) {

  /** Refuses negative amounts and malformed currency codes. */
  public Money {
    Checks.notNegative("amount", amount);
    if (currency == null || !currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException(
          "currency is '" + currency + "', it must be an ISO 4217 code such as CNY");
    }
  }
}
