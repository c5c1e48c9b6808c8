package io.goodword.reward.draw;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.draw.Rules.Prize;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/**
 * What a market's law asks of a draw, from {@code draws/prize-caps.json}. Pure.
 *
 * @param market market code, or {@code default} for every market without an entry
 * @param currency currency in which prizes are valued
 * @param amount highest value of a prize in minor units
 * @param cumulative whether what one person can win at most counts together (规范促销行为暂行规定 art. 17:
 *     several chances with one purchase are added up)
 * @param zone zone in which times are told
 * @param language language of a reader who asks for none
 * @param disclosures texts that must be there in every language
 * @param law where it is written
 */
record PrizeCap(
    String market,
    String currency,
    long amount,
    boolean cumulative,
    String zone,
    String language,
    List<String> disclosures,
    String law) {

  private static final List<String> KNOWN = List.of("conditions", "award", "forfeit", "organiser");

  /** Refuses an entry that has a hole. */
  PrizeCap {
    ZoneId.of(zone);
    disclosures = List.copyOf(disclosures);
    if (amount < 1 || !KNOWN.containsAll(disclosures)) {
      throw new IllegalArgumentException(
          market + ": amount must be positive and disclosures among " + KNOWN);
    }
  }

  /**
   * Insists that no prize, and where it counts together no person's prizes, exceed the cap.
   *
   * @param prizes valued in the currency of the cap
   * @param mostWins how many prizes one person can win, 1 or more
   * @throws Problem 422 prize-above-cap, naming the prize, the cap and the law
   */
  void mustAllow(List<Prize> prizes, int mostWins) {
    for (int i = 0; i < prizes.size(); i++) {
      long value = prizes.get(i).value().amount();
      if (value > amount) {
        throw above("prizes[" + i + "].fairValue.amount", value);
      }
    }
    long together = together(prizes, mostWins);
    if (cumulative && together > amount) {
      throw above("prizes", together)
          .with(
              "onePrizePerPerson",
              "must be true, or the most valuable prizes that one person can win must together keep to the cap",
              false);
    }
  }

  /** Value of the most valuable prizes that one person can win; no more prizes than there are. */
  private static long together(List<Prize> prizes, int mostWins) {
    return prizes.stream()
        .flatMap(
            prize ->
                java.util.Collections.nCopies(prize.quantity(), prize.value().amount()).stream())
        .sorted(Comparator.reverseOrder())
        .limit(mostWins)
        .mapToLong(Long::longValue)
        .sum();
  }

  private Problem above(String field, long value) {
    return Problem.unprocessable(
            "prize-above-cap",
            "In market %s a prize may be worth %d minor units of %s at most (%s)."
                .formatted(market, amount, currency, law))
        .with(field, "must be at most " + amount, value);
  }
}
