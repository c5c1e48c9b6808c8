package io.goodword.contracts.reward;

import io.goodword.contracts.Checks;

/**
 * A ticket that won.
 *
 * @param rank place in the draw, from 1
 * @param prize number of the prize in the rules, from 1
 * @param ticketId id of the ticket
 * @param customerId customer who held it and got the prize
 * @param asset asset code of the prize
 * @param amount minor units of the asset, positive
 */
public record DrawWinner(
    int rank, int prize, String ticketId, String customerId, String asset, long amount) {

  /** Refuses an incomplete fact, naming the field and the rule. */
  public DrawWinner {
    Checks.positive("rank", rank);
    Checks.positive("prize", prize);
    Checks.text("ticketId", ticketId);
    Checks.text("customerId", customerId);
    Checks.text("asset", asset);
    Checks.positive("amount", amount);
  }
}
