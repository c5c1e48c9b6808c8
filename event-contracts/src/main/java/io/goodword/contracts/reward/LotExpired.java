package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * Something that a customer had has expired unspent. The subject is the account.
 *
 * @param journalId journal that moved it to breakage
 * @param accountId id of the account
 * @param customerId customer who had it
 * @param asset asset code
 * @param amount minor units that expired
 * @param balanceAfter what is left of the asset in minor units
 * @param occurredAt when it happened
 */
public record LotExpired(
    String journalId,
    String accountId,
    String customerId,
    String asset,
    long amount,
    long balanceAfter,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.lot.expired.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public LotExpired {
    Checks.text("journalId", journalId);
    Checks.text("accountId", accountId);
    Checks.text("customerId", customerId);
    Checks.text("asset", asset);
    Checks.positive("amount", amount);
    Checks.notNegative("balanceAfter", balanceAfter);
    Checks.present("occurredAt", occurredAt);
  }
}
