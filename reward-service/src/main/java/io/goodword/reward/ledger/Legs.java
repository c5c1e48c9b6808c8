package io.goodword.reward.ledger;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.ledger.Leg.Mode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides whether legs make a journal. Pure: no clock, no database. */
public final class Legs {

  private static final int MOST = 100;

  private Legs() {}

  /**
   * Checks and nets the legs of a journal.
   *
   * @return one leg for each account, in lock order, with the same sum per asset
   * @throws Problem 422: no-legs, too-many-legs, self-transfer (an account against itself),
   *     unbalanced (an asset that does not sum to zero), amount-out-of-range
   */
  public static List<Leg> balanced(Collection<Leg> legs) {
    if (legs.isEmpty()) {
      throw Problem.unprocessable("no-legs", "A journal needs at least two legs.");
    }
    if (legs.size() > MOST) {
      throw Problem.unprocessable("too-many-legs", "A journal has at most " + MOST + " legs.");
    }
    List<Leg> netted = net(legs);
    sums(netted)
        .forEach(
            (asset, sum) -> {
              if (sum != 0) {
                throw Problem.unprocessable(
                    "unbalanced", "The legs of " + asset + " sum to " + sum + ", not to zero.");
              }
            });
    return netted;
  }

  /** Sum of the legs for each asset; at most 100 legs cannot overflow. */
  static Map<String, Long> sums(Collection<Leg> legs) {
    var sums = new TreeMap<String, Long>();
    legs.forEach(leg -> sums.merge(leg.account().asset(), leg.amount(), Math::addExact));
    return sums;
  }

  private static List<Leg> net(Collection<Leg> legs) {
    var amounts = new TreeMap<AccountRef, Long>();
    var modes = new HashMap<AccountRef, Mode>();
    for (Leg leg : legs) {
      Mode earlier = modes.putIfAbsent(leg.account(), leg.mode());
      if (earlier != null && earlier != leg.mode()) {
        throw new IllegalArgumentException("legs of " + leg.account() + " differ in their mode");
      }
      amounts.merge(leg.account(), leg.amount(), Math::addExact);
    }
    if (modes.values().stream().anyMatch(mode -> mode != Mode.EXACT)
        && amounts.keySet().stream()
            .anyMatch(account -> account.accountClass() == AccountClass.DEBT)) {
      throw new IllegalArgumentException("debt follows from the mode, it has no leg of its own");
    }
    var netted = new ArrayList<Leg>(amounts.size());
    amounts.forEach(
        (account, amount) -> {
          if (amount == 0) {
            throw Problem.unprocessable(
                "self-transfer",
                "The account of "
                    + account.owner()
                    + " moves against itself; source and destination must differ.");
          }
          netted.add(new Leg(account, amount, modes.getOrDefault(account, Mode.EXACT)));
        });
    return netted;
  }
}
