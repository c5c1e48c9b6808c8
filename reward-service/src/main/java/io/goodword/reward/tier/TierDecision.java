package io.goodword.reward.tier;

import io.goodword.reward.tier.Standing.Upgrade;
import java.time.Instant;

/**
 * Decides what becomes of a member's level. Pure; the same question has the same answer, and asking
 * again after the answer was taken changes nothing.
 *
 * <ol>
 *   <li>A figure that earns a higher level raises at once.
 *   <li>A level that is no longer earned is kept until the next evaluation; that one begins the
 *       grace, and only after the grace the level is lowered, by the programme's policy.
 *   <li>An upgrade is taken back at once when what it rested on was taken back: when the figure of
 *       that time, without what has been reversed since, would not have sufficed. It never falls
 *       below the level held before that upgrade; whether that one is still earned is left to the
 *       evaluation.
 * </ol>
 */
final class TierDecision {

  private TierDecision() {}

  /**
   * What counts for a member.
   *
   * @param now figure of the window that ends now
   * @param atUpgrade figure of the window that ended with the last upgrade, as known now
   */
  record Figures(long now, long atUpgrade) {}

  /** What becomes of it. */
  sealed interface Decision {

    /** Where the member stands afterwards. */
    Standing standing();

    /** The level stays; when it is looked at again may change. */
    record Kept(Standing standing) implements Decision {}

    /** The level rises. */
    record Raised(Standing standing) implements Decision {}

    /** The level falls because an evaluation found it no longer earned and the grace is over. */
    record Lowered(Standing standing) implements Decision {}

    /** The level falls because its upgrade rested on what was taken back. */
    record TakenBack(Standing standing) implements Decision {}
  }

  /** Decides for one member at one instant. */
  static Decision decide(Programme programme, Standing standing, Figures figures, Instant now) {
    int earned = programme.earnedBy(figures.now());
    if (earned > standing.rank()) {
      var upgrade = new Upgrade(programme.level(earned).threshold(), standing.rank());
      return new Decision.Raised(
          new Standing(earned, now, upgrade, programme.nextEvaluation(now), null));
    }
    boolean due = !now.isBefore(standing.evaluateAt());
    Instant nextEvaluation = due ? programme.nextEvaluation(now) : standing.evaluateAt();
    if (earned == standing.rank()) {
      return new Decision.Kept(standing.waiting(nextEvaluation, null));
    }
    Upgrade upgrade = standing.upgrade();
    if (upgrade != null && figures.atUpgrade() < upgrade.needed()) {
      return new Decision.TakenBack(fallen(programme, Math.max(earned, upgrade.before()), now));
    }
    Instant graceUntil = standing.graceUntil();
    boolean over =
        graceUntil == null ? due && programme.grace().isZero() : !now.isBefore(graceUntil);
    if (over) {
      int lower = programme.downgrade() == Downgrade.ONE_DOWN ? standing.rank() - 1 : earned;
      return new Decision.Lowered(fallen(programme, lower, now));
    }
    if (graceUntil == null && due) {
      // from now and not from the day that was missed: an outage must not eat the grace
      graceUntil = programme.grace().after(now, programme.zoneId());
    }
    return new Decision.Kept(standing.waiting(nextEvaluation, graceUntil));
  }

  private static Standing fallen(Programme programme, int rank, Instant now) {
    return new Standing(rank, now, null, programme.nextEvaluation(now), null);
  }
}
