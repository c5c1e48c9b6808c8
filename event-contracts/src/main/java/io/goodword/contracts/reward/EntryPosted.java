package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * An account moved. The subject is the account and the sequence is that of its entries, without
 * gaps.
 *
 * @param journalId journal that the entry belongs to
 * @param accountId id of the account
 * @param accountSequence number of the entry in its account, from 1
 * @param accountClass customer, debt, escrow, stock, budget, issuance, redemption or breakage
 * @param owner customer id, campaign id or other name that owns the account
 * @param asset asset code
 * @param amount signed minor units
 * @param balanceAfter balance after the entry in minor units
 * @param kind what the journal was for: fund, grant, confirm, reverse, spend, adjust, expire,
 *     redeem, draw or lease
 * @param recordedAt when it was posted
 */
public record EntryPosted(
    String journalId,
    String accountId,
    long accountSequence,
    String accountClass,
    String owner,
    String asset,
    long amount,
    long balanceAfter,
    String kind,
    Instant recordedAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.entry.posted.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public EntryPosted {
    Checks.text("journalId", journalId);
    Checks.text("accountId", accountId);
    Checks.text("accountClass", accountClass);
    Checks.text("owner", owner);
    Checks.text("asset", asset);
    Checks.text("kind", kind);
    Checks.present("recordedAt", recordedAt);
  }
}
