package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;
import java.time.Instant;
import java.util.List;

/**
 * A draw is over: its seed is public, its winners have their prizes, what nobody won went back.
 *
 * @param drawId id of the draw
 * @param ticketsHash hash of the ticket list that was drawn from
 * @param tickets how many took part
 * @param seed the seed of the service, 64 hexadecimal digits; its SHA-256 is the commitment
 * @param witnessed whether the seed of a witness took part
 * @param winners tickets that won, by rank; at most 2,000
 * @param occurredAt when it happened
 */
public record DrawSettled(
    String drawId,
    String ticketsHash,
    long tickets,
    String seed,
    boolean witnessed,
    List<DrawWinner> winners,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.reward.draw.settled.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public DrawSettled {
    Checks.text("drawId", drawId);
    Checks.text("ticketsHash", ticketsHash);
    Checks.notNegative("tickets", tickets);
    Checks.text("seed", seed);
    Checks.present("winners", winners);
    Checks.present("occurredAt", occurredAt);
    winners = List.copyOf(winners);
  }
}
