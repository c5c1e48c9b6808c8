package io.goodword.reward.rule;

import io.goodword.kit.problem.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a rule; each transition guards itself. What it says is never changed.
 *
 * @param version from 1
 * @param hash fingerprint of the plan when it was written
 * @param simulatedAt first time that it was tried on the past
 */
record RuleVersion(
    String ruleId,
    int version,
    RulePlan plan,
    String hash,
    State state,
    String createdBy,
    Instant createdAt,
    @Nullable Instant simulatedAt,
    @Nullable Instant activatedAt,
    @Nullable String activatedBy,
    @Nullable Instant retiredAt) {

  /** Where a version stands. */
  enum State {
    /** Written. */
    DRAFT,
    /** Tried on the past. */
    SIMULATED,
    /** In force. */
    ACTIVE,
    /** No longer in force, or given up; for good. */
    RETIRED
  }

  static RuleVersion draft(String ruleId, int version, RulePlan plan, String by, Instant now) {
    return new RuleVersion(
        ruleId, version, plan, plan.hash(), State.DRAFT, by, now, null, null, null, null);
  }

  /** It was tried on the past; any version may be, only a draft changes by it. */
  RuleVersion simulated(Instant now) {
    return state == State.DRAFT
        ? with(State.SIMULATED, now, activatedAt, activatedBy, retiredAt)
        : this;
  }

  /**
   * It comes into force.
   *
   * @param seen fingerprint of the version whose simulation was looked at
   * @throws Problem 409 not-simulated, already-active, rule-retired or other-hash
   */
  RuleVersion activated(String seen, String by, Instant now) {
    switch (state) {
      case DRAFT ->
          throw Problem.conflict(
              "not-simulated", "Simulate this version on past events first, then activate it.");
      case ACTIVE -> throw Problem.conflict("already-active", "This version is in force.");
      case RETIRED ->
          throw Problem.conflict("rule-retired", "This version is over; write a new one.");
      case SIMULATED -> {
        if (!hash.equals(seen) || !hash.equals(plan.hash())) {
          throw Problem.conflict(
              "other-hash",
              "The hash is not that of the version that was simulated; it is " + hash + ".");
        }
      }
    }
    return with(State.ACTIVE, simulatedAt, now, by, retiredAt);
  }

  /** It is over; nothing when it was over before. */
  RuleVersion retired(Instant now) {
    return state == State.RETIRED
        ? this
        : with(State.RETIRED, simulatedAt, activatedAt, activatedBy, now);
  }

  private RuleVersion with(
      State next,
      @Nullable Instant simulated,
      @Nullable Instant activated,
      @Nullable String activator,
      @Nullable Instant retired) {
    return new RuleVersion(
        ruleId, version, plan, hash, next, createdBy, createdAt, simulated, activated, activator,
        retired);
  }
}
