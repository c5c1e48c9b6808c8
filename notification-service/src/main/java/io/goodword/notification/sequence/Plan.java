package io.goodword.notification.sequence;

import java.util.Map;

/**
 * Which templates a sequence uses.
 *
 * @param first template of the first message
 * @param reminder template of each reminder
 */
record Plan(String first, String reminder) {

  private static final Map<String, Plan> PLANS =
      Map.of("review-request", new Plan("review-request", "review-reminder"));

  /**
   * The plan of a sequence.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Plan of(String sequence) {
    Plan plan = PLANS.get(sequence);
    if (plan == null) {
      throw new IllegalArgumentException(
          "sequence is '" + sequence + "', it must be one of " + PLANS.keySet());
    }
    return plan;
  }

  String template(int step) {
    return step == 0 ? first : reminder;
  }
}
