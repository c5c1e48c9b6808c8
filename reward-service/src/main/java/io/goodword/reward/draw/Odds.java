package io.goodword.reward.draw;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The chance of a ticket among those given out so far.
 *
 * @param prizes how many prizes there are
 * @param tickets how many tickets take part so far
 * @param winners how many prizes can be won by them: where a person wins at most once, no more than
 *     there are people
 * @param chance winners divided by tickets with four digits that count, rounded down; null while
 *     there is no ticket
 * @param average whether it is an average: where a person wins at most once, each further ticket of
 *     a person adds less
 * @param formula how it is computed
 */
record Odds(
    long prizes,
    long tickets,
    long winners,
    @Nullable String chance,
    boolean average,
    String formula) {

  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.DOWN);

  /**
   * Odds of tickets so far.
   *
   * @param people how many have at least one ticket
   * @param onePrizePerPerson whether a person wins at most once
   */
  static Odds of(long prizes, long people, long tickets, boolean onePrizePerPerson) {
    long winners = Math.min(prizes, onePrizePerPerson ? people : tickets);
    String chance =
        tickets < 1
            ? null
            : new BigDecimal(winners)
                .divide(new BigDecimal(tickets), FOUR_DIGITS)
                .stripTrailingZeros()
                .toPlainString();
    return new Odds(
        prizes,
        tickets,
        winners,
        chance,
        onePrizePerPerson,
        onePrizePerPerson ? "min(prizes, people) / tickets" : "min(prizes, tickets) / tickets");
  }
}
