package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The tickets of a draw are fixed and their hash is public, before any seed is.
 *
 * @param drawId id of the draw
 * @param ticketsHash Merkle root (RFC 6962, SHA-256) of the ordered ticket list, 64 hexadecimal
 *     digits
 * @param tickets how many take part, zero or more
 * @param revealBy until when the witness may open its seed, absent when there is no witness
 * @param occurredAt when it happened
 */
public record DrawFrozen(
    String drawId,
    String ticketsHash,
    long tickets,
    @Nullable Instant revealBy,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.draw.frozen.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public DrawFrozen {
    Checks.text("drawId", drawId);
    Checks.text("ticketsHash", ticketsHash);
    Checks.notNegative("tickets", tickets);
    Checks.present("occurredAt", occurredAt);
  }
}
