package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A draw was called off before its tickets were fixed; what tickets cost goes back.
 *
 * @param drawId id of the draw
 * @param reason why, as it is shown to those who take part
 * @param occurredAt when it happened
 */
public record DrawCancelled(String drawId, String reason, Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.draw.cancelled.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public DrawCancelled {
    Checks.text("drawId", drawId);
    Checks.text("reason", reason);
    Checks.present("occurredAt", occurredAt);
  }
}
