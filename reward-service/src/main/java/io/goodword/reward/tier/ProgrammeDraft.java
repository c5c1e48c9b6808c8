package io.goodword.reward.tier;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A programme as it is sent.
 *
 * @param qualifying what counts
 * @param window {@code calendar-year}, or the length of a rolling window such as P12M
 * @param zone IANA zone of the market, in which days and years begin
 * @param levels from the lowest to the highest
 * @param downgrade one_down or balance_based
 * @param grace time between an evaluation and the downgrade, absent for none
 * @param evaluationDay day of the month on which a rolling window is evaluated, 1 to 28, absent for
 *     the first
 */
record ProgrammeDraft(
    @Nullable Qualifying qualifying,
    @Nullable String window,
    @Nullable String zone,
    @Nullable List<LevelDraft> levels,
    @Nullable String downgrade,
    @Nullable String grace,
    @Nullable Integer evaluationDay) {

  /**
   * What counts: one of the two.
   *
   * @param asset asset that measures, such as STATUS; what customers can pay with does not
   * @param count referrals or reviews
   */
  record Qualifying(@Nullable String asset, @Nullable String count) {}

  /**
   * A level.
   *
   * @param threshold least qualifying figure, 0 for the lowest level
   * @param benefits absent for nothing special
   */
  record LevelDraft(
      @Nullable String code,
      @Nullable Map<String, String> names,
      @Nullable Long threshold,
      @Nullable BenefitsDraft benefits) {}

  /**
   * What a level brings.
   *
   * @param multiplierBasisPoints 10,000 (once) to 100,000 (ten times), absent for once
   * @param gifts skus, at most 50
   * @param activities ids, at most 50
   */
  record BenefitsDraft(
      @Nullable Integer multiplierBasisPoints,
      @Nullable List<String> gifts,
      @Nullable List<String> activities) {}
}
