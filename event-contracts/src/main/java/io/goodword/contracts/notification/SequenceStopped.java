package io.goodword.contracts.notification;

import io.goodword.contracts.Checks;

/**
 * Asks that no further message of a run goes out.
 *
 * @param runKey id of the run
 * @param reason why, for instance review-submitted
 */
public record SequenceStopped(String runKey, String reason) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.notification.requests.sequence.stopped.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public SequenceStopped {
    Checks.text("runKey", runKey);
    Checks.text("reason", reason);
  }
}
