package io.goodword.reward.rule;

import org.jspecify.annotations.Nullable;

/**
 * What a rule could not decide.
 *
 * @param eventId event that it was about
 * @param leg grant that it was about, empty for the whole rule
 * @param code rule-error, amount-out-of-range, no-beneficiary, no-person or too-many-waiting
 * @param message plain words
 * @param lost who gets nothing now, where that is known
 */
public record Fault(
    String ruleId,
    int version,
    String eventId,
    String leg,
    String code,
    String message,
    @Nullable Lost lost) {

  /** Who would have got something of what. */
  public record Lost(String beneficiaryId, String asset, String budget) {}
}
