package io.goodword.reward.budget;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The decision on limits, the same for what happens and for what is simulated. Pure; one tally for
 * one sequence of grants, in their order.
 */
public final class LimitTally {

  private final Map<LimitKey, Long> taken;

  /** Begins with what was taken before: used and reserved together. */
  public LimitTally(Map<LimitKey, Long> taken) {
    this.taken = new HashMap<>(taken);
  }

  /**
   * Takes all that a grant needs, or nothing.
   *
   * @return the first claim that does not fit, or nothing when all fit
   */
  public Optional<LimitClaim> take(List<LimitClaim> claims) {
    Optional<LimitClaim> beyond = claims.stream().filter(claim -> !fits(claim)).findFirst();
    if (beyond.isEmpty()) {
      claims.forEach(claim -> taken.merge(claim.key(), claim.n(), Math::addExact));
    }
    return beyond;
  }

  /** Written as a difference, which cannot overflow. */
  private boolean fits(LimitClaim claim) {
    return claim.n() <= claim.max() - taken.getOrDefault(claim.key(), 0L);
  }
}
