package io.goodword.reward.ledger;

import io.goodword.kit.problem.Problem;
import java.util.Collection;

/** What a person may post by hand without a second one; the feature that keeps the limits says. */
public interface ManualMoves {

  /**
   * Counts a correction against the limits, once for a business key; called in the transaction that
   * posts it.
   *
   * @param actor who posts it
   * @throws Problem 422 needs-second-person
   */
  void mustBeWithinLimit(String businessKey, String actor, Collection<Leg> legs);
}
