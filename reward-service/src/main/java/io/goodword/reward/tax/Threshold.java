package io.goodword.reward.tax;

import java.time.ZoneId;

/**
 * From which value on a tax office wants to know. Pure.
 *
 * @param basis {@code year} for all rewards of a calendar year, {@code event} for one by itself
 * @param fromYear first year in which it applies
 * @param amount minor units of the currency
 * @param inclusive whether the amount itself counts, or only what is above
 * @param zone in which the year begins
 * @param policy {@code notify} or {@code hold}; both are announced, neither holds anything back
 * @param source where it comes from
 * @param verified whether somebody of the company has checked it
 */
record Threshold(
    String market,
    String basis,
    int fromYear,
    int version,
    String currency,
    long amount,
    boolean inclusive,
    ZoneId zone,
    String policy,
    String source,
    boolean verified) {

  static final String YEAR = "year";
  static final String EVENT = "event";

  /** Whether a value reaches it. */
  boolean reachedBy(long value) {
    return inclusive ? value >= amount : value > amount;
  }
}
