package io.goodword.referral.attribution;

/**
 * One line of the explanation of a decision.
 *
 * @param rule kebab-case name of the rule that was applied
 * @param verdict what the rule said
 * @param evidence what it saw, in plain words, without contact data
 */
public record Finding(String rule, Verdict verdict, String evidence) {

  /** What a rule can say. */
  public enum Verdict {
    /** Nothing against an attribution. */
    PASS,
    /** A person should look at it; it does not stop the attribution by itself. */
    SUSPECT,
    /** Against this claim or against any attribution. */
    REFUSE
  }

  static Finding pass(String rule, String evidence) {
    return new Finding(rule, Verdict.PASS, evidence);
  }

  static Finding suspect(String rule, String evidence) {
    return new Finding(rule, Verdict.SUSPECT, evidence);
  }

  static Finding refuse(Reason reason, String evidence) {
    return new Finding(reason.code(), Verdict.REFUSE, evidence);
  }
}
