package io.goodword.reward.tier;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * The rules of a programme, as {@link ProgrammeRules} accepted them. Pure.
 *
 * @param unit what counts: an asset code such as STATUS, or referrals, or reviews
 * @param window which time counts
 * @param zone IANA zone of the market, in which days and years begin
 * @param levels from the lowest, whose threshold is 0, to the highest
 * @param downgrade how far an evaluation lowers
 * @param grace time between the evaluation that finds a level no longer earned and the downgrade
 * @param evaluationDay day of the month on which a rolling window is evaluated, 1 to 28
 */
record Programme(
    String unit,
    Window window,
    String zone,
    List<Level> levels,
    Downgrade downgrade,
    Span grace,
    int evaluationDay) {

  /** Friends who reached their first paid order. */
  static final String REFERRALS = "referrals";

  /** Published reviews of verified purchases. */
  static final String REVIEWS = "reviews";

  /** Copies what could change. */
  Programme {
    levels = List.copyOf(levels);
  }

  ZoneId zoneId() {
    return ZoneId.of(zone);
  }

  Level level(int rank) {
    return levels.get(rank);
  }

  /**
   * Place of a level, 0 for the lowest.
   *
   * @throws IllegalStateException when the programme has no such level
   */
  int rank(String code) {
    for (int rank = 0; rank < levels.size(); rank++) {
      if (levels.get(rank).code().equals(code)) {
        return rank;
      }
    }
    throw new IllegalStateException("the programme has no level " + code);
  }

  boolean has(String code) {
    return levels.stream().anyMatch(level -> level.code().equals(code));
  }

  /** The highest level that a figure earns; the lowest one is everybody's. */
  int earnedBy(long figure) {
    int earned = 0;
    for (int rank = 1; rank < levels.size(); rank++) {
      if (figure >= levels.get(rank).threshold()) {
        earned = rank;
      }
    }
    return earned;
  }

  List<Interval> counting(Instant at) {
    return window.counting(at, zoneId());
  }

  Instant nextEvaluation(Instant after) {
    return window.nextEvaluation(after, zoneId(), evaluationDay);
  }
}
