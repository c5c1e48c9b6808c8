package io.goodword.reward.rule;

import java.util.List;
import java.util.OptionalLong;

/** What steps and thresholds give. Pure. */
final class Steps {

  private Steps() {}

  /** What is given at an occurrence: the amount of the step with its number, or nothing. */
  static OptionalLong at(List<RulePlan.Step> steps, long ordinal) {
    return steps.stream()
        .filter(step -> step.at() == ordinal)
        .mapToLong(RulePlan.Step::amount)
        .findFirst();
  }

  /**
   * What is given when a sum grows: the amounts of all thresholds that it was below and has reached
   * now, together; nothing when there are none.
   */
  static OptionalLong reached(List<RulePlan.Step> thresholds, long before, long after) {
    long amount =
        thresholds.stream()
            .filter(threshold -> before < threshold.at() && threshold.at() <= after)
            .mapToLong(RulePlan.Step::amount)
            .sum();
    return amount == 0 ? OptionalLong.empty() : OptionalLong.of(amount);
  }
}
