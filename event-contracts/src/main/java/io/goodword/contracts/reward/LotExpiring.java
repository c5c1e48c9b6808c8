package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * Something that a customer has will expire soon unless it is spent. Told once for each account,
 * moment of expiry and notice. The subject is the account.
 *
 * @param accountId id of the account
 * @param customerId customer who has it
 * @param asset asset code
 * @param amount minor units that will expire, as of now
 * @param expiresAt when it expires
 * @param notice how long before that this is told, ISO 8601, for instance P30D
 * @param occurredAt when it was told
 */
public record LotExpiring(
    String accountId,
    String customerId,
    String asset,
    long amount,
    Instant expiresAt,
    String notice,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.lot.expiring.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public LotExpiring {
    Checks.text("accountId", accountId);
    Checks.text("customerId", customerId);
    Checks.text("asset", asset);
    Checks.positive("amount", amount);
    Checks.present("expiresAt", expiresAt);
    Checks.text("notice", notice);
    Checks.present("occurredAt", occurredAt);
  }
}
