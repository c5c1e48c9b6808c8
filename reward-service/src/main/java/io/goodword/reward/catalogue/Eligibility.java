package io.goodword.reward.catalogue;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.catalogue.GiftRules.Limits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides whether a customer may redeem a gift. Pure. */
final class Eligibility {

  private Eligibility() {}

  /**
   * What the customer had of the gift before, without what was cancelled.
   *
   * @param ever in all
   * @param inPeriod in the period of the limit
   */
  record Turns(long ever, long inPeriod) {

    /** For a gift without limits nothing is counted. */
    static final Turns NONE = new Turns(0, 0);
  }

  /**
   * Refuses what is against a rule of the gift.
   *
   * @param expected price that the customer saw, null when the customer does not mind
   * @param tierReached whether the customer has the required level; true when none is required
   * @throws Problem 422 not-available, tier-required or limit-reached; 409 price-changed
   */
  static void check(
      GiftRules gift, Instant now, @Nullable Long expected, boolean tierReached, Turns turns) {
    if (!gift.available(now)) {
      throw Problem.unprocessable(
          "not-available",
          now.isBefore(gift.availableFrom())
              ? "The gift can be redeemed from " + gift.availableFrom() + " on."
              : "The gift could be redeemed until " + gift.availableUntil() + ".");
    }
    if (expected != null && expected != gift.price().amount()) {
      throw Problem.conflict(
              "price-changed", "The gift costs " + gift.price().amount() + " now; ask again.")
          .with("expectedPrice", "must be the present price", expected);
    }
    if (!tierReached) {
      throw Problem.unprocessable(
          "tier-required", "The gift is for another level; see requiredTier of the gift.");
    }
    Limits limits = gift.limits();
    reached(limits.perPerson(), turns.ever(), "for one person");
    reached(limits.perPeriod(), turns.inPeriod(), "for one person in " + limits.period());
  }

  private static void reached(@Nullable Integer limit, long turns, String scope) {
    if (limit != null && turns >= limit) {
      throw Problem.unprocessable(
          "limit-reached", "At most %d %s; there were %d.".formatted(limit, scope, turns));
    }
  }
}
