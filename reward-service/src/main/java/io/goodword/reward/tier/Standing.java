package io.goodword.reward.tier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a member stands.
 *
 * @param rank place of the level in the programme, 0 for the lowest
 * @param since when the member came to it
 * @param upgrade the upgrade that led to it, null when something else did
 * @param evaluateAt when it is looked at next
 * @param graceUntil when it is lost unless it is earned again, null when it is earned
 */
record Standing(
    int rank,
    Instant since,
    @Nullable Upgrade upgrade,
    Instant evaluateAt,
    @Nullable Instant graceUntil) {

  /**
   * What an upgrade rested on.
   *
   * @param needed threshold that was reached
   * @param before rank that the member had before it, lower than the one it led to
   */
  record Upgrade(long needed, int before) {}

  /** When somebody must look again. */
  Instant checkAt() {
    return graceUntil != null && graceUntil.isBefore(evaluateAt) ? graceUntil : evaluateAt;
  }

  Standing waiting(Instant nextEvaluation, @Nullable Instant grace) {
    return new Standing(rank, since, upgrade, nextEvaluation, grace);
  }
}
