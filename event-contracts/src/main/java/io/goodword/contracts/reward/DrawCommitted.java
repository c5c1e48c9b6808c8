package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A lucky draw was announced, or its rules were changed; from now on nobody can choose its seed or
 * its rules any more without that being seen.
 *
 * @param drawId id of the draw
 * @param rulesVersion version of the rules, from 1
 * @param market market code
 * @param commitment SHA-256 of the secret seed, 64 hexadecimal digits; the same in every version
 * @param rulesHash SHA-256 of the rules text, 64 hexadecimal digits
 * @param opensAt first instant at which tickets are given
 * @param closesAt first instant at which none are given any more
 * @param occurredAt when it happened
 */
public record DrawCommitted(
    String drawId,
    int rulesVersion,
    String market,
    String commitment,
    String rulesHash,
    Instant opensAt,
    Instant closesAt,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.draw.committed.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public DrawCommitted {
    Checks.text("drawId", drawId);
    Checks.positive("rulesVersion", rulesVersion);
    Checks.text("market", market);
    Checks.text("commitment", commitment);
    Checks.text("rulesHash", rulesHash);
    Checks.present("opensAt", opensAt);
    Checks.present("closesAt", closesAt);
    Checks.present("occurredAt", occurredAt);
  }
}
