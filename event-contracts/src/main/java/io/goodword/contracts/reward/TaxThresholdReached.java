package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * The rewards of a person reached a tax threshold of a market; told once for a person, year and
 * threshold.
 *
 * @param recipientId customer id
 * @param market market code such as CN or US
 * @param year calendar year in the time zone of the market
 * @param basis year (all rewards of the year) or event (one reward by itself)
 * @param currency ISO 4217 code of threshold and value
 * @param threshold threshold in minor units of the currency
 * @param value fair value of the year, or of the largest single reward, in minor units
 * @param policy notify (report only) or hold (the company means to hold further rewards back)
 * @param occurredAt when it was noticed
 */
public record TaxThresholdReached(
    String recipientId,
    String market,
    int year,
    String basis,
    String currency,
    long threshold,
    long value,
    String policy,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.tax-threshold.reached.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public TaxThresholdReached {
    Checks.text("recipientId", recipientId);
    Checks.text("market", market);
    Checks.text("basis", basis);
    Checks.text("currency", currency);
    Checks.positive("threshold", threshold);
    Checks.positive("value", value);
    Checks.text("policy", policy);
    Checks.present("occurredAt", occurredAt);
  }
}
