package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A customer's level in a tier programme changed. The subject is the customer and the sequence
 * counts the customer's changes in all programmes.
 *
 * @param customerId customer whose level changed
 * @param programmeId tier programme
 * @param direction up or down
 * @param fromLevel level before
 * @param toLevel level after
 * @param reason qualified (the figure reached it), evaluated (it was no longer earned after the
 *     grace) or taken-back (what the upgrade rested on was taken back)
 * @param qualifying qualifying figure that led to it
 * @param occurredAt when it happened
 */
public record TierChanged(
    String customerId,
    String programmeId,
    String direction,
    String fromLevel,
    String toLevel,
    String reason,
    long qualifying,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.tier.changed.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public TierChanged {
    Checks.text("customerId", customerId);
    Checks.text("programmeId", programmeId);
    Checks.text("direction", direction);
    Checks.text("fromLevel", fromLevel);
    Checks.text("toLevel", toLevel);
    Checks.text("reason", reason);
    Checks.present("occurredAt", occurredAt);
    Checks.notNegative("qualifying", qualifying);
  }
}
