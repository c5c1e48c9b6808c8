package io.goodword.referral.policy;

/** What a market's pack says about one intent. */
public sealed interface Verdict {

  /** It may be done. */
  record Permitted() implements Verdict {}

  /**
   * It may not be done.
   *
   * @param rule id of the rule in the compliance list, for instance {@code L12}
   * @param reason why, in words a marketer understands
   * @param law where it is written
   */
  record Forbidden(String rule, String reason, String law) implements Verdict {}
}
