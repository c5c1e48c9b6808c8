package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A held amount went back to its account because the deadline of its hold had passed.
 *
 * @param holdId id of the hold
 * @param accountId account the amount is held on
 * @param owner campaign that pays
 * @param beneficiaryId customer who may get it
 * @param asset asset code
 * @param amount minor units
 * @param occurredAt when it happened
 */
public record HoldExpired(
    String holdId,
    String accountId,
    String owner,
    String beneficiaryId,
    String asset,
    long amount,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.hold.expired.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public HoldExpired {
    Checks.text("holdId", holdId);
    Checks.text("accountId", accountId);
    Checks.text("owner", owner);
    Checks.text("beneficiaryId", beneficiaryId);
    Checks.text("asset", asset);
    Checks.present("occurredAt", occurredAt);
  }
}
