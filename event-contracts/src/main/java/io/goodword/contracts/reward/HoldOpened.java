package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An amount was reserved on an account.
 *
 * @param holdId id of the hold
 * @param accountId account the amount is held on
 * @param owner campaign that pays
 * @param beneficiaryId customer who may get it
 * @param asset asset code
 * @param amount minor units
 * @param dueAt when it is posted by itself
 * @param expiresAt deadline from which it can no longer be posted and goes back by itself
 * @param occurredAt when it happened
 */
public record HoldOpened(
    String holdId,
    String accountId,
    String owner,
    String beneficiaryId,
    String asset,
    long amount,
    @Nullable Instant dueAt,
    @Nullable Instant expiresAt,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.hold.opened.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public HoldOpened {
    Checks.text("holdId", holdId);
    Checks.text("accountId", accountId);
    Checks.text("owner", owner);
    Checks.text("beneficiaryId", beneficiaryId);
    Checks.text("asset", asset);
    Checks.present("occurredAt", occurredAt);
  }
}
