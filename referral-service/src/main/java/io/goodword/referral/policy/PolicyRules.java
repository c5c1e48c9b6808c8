package io.goodword.referral.policy;

import java.time.LocalTime;

/** Evaluates a pack; the only code that reads its rules. */
public final class PolicyRules {

  private static final Verdict PERMITTED = new Verdict.Permitted();

  private PolicyRules() {}

  /**
   * May the service itself send an invitation to somebody who never asked? (GDPR 6 and ePrivacy 13
   * as in BGH I ZR 208/12; PIPL 13; CAN-SPAM.)
   */
  public static Verdict serverSentInvitation(PolicyPack pack) {
    PolicyPack.Permission rule = pack.serverSentInvitations();
    return rule.allowed() ? PERMITTED : new Verdict.Forbidden("L1", rule.reason(), rule.law());
  }

  /**
   * May rewards be paid this many levels up? (禁止传销条例 articles 2 and 7.)
   *
   * @param depth 1 for the direct recommendation
   */
  public static Verdict rewardDepth(PolicyPack pack, int depth) {
    PolicyPack.Depth rule = pack.rewardDepth();
    return depth >= 1 && depth <= rule.max()
        ? PERMITTED
        : new Verdict.Forbidden("L12", rule.reason(), rule.law());
  }

  /**
   * May one prize of a draw be worth this much? (规范促销行为暂行规定 article 17.) A prize in another
   * currency than the pack's must be converted by the caller first.
   *
   * @param asset currency code
   * @param amount minor units
   */
  public static Verdict prize(PolicyPack pack, String asset, long amount) {
    PolicyPack.PrizeCap rule = pack.prizeCap();
    if (!rule.asset().equals(asset)) {
      return new Verdict.Forbidden(
          "L14",
          "The prize must be valued in %s to be checked.".formatted(rule.asset()),
          rule.law());
    }
    return amount <= rule.amount()
        ? PERMITTED
        : new Verdict.Forbidden(
            "L14",
            "One prize may be worth %d minor units of %s at most.".formatted(rule.amount(), asset),
            rule.law());
  }

  /** May something commercial be sent at this time of the receiver's day? */
  public static Verdict commercialMessage(PolicyPack pack, LocalTime time) {
    PolicyPack.QuietHours rule = pack.quietHours();
    boolean overnight = rule.from().isAfter(rule.until());
    boolean quiet =
        overnight
            ? !time.isBefore(rule.from()) || time.isBefore(rule.until())
            : !time.isBefore(rule.from()) && time.isBefore(rule.until());
    return quiet
        ? new Verdict.Forbidden(
            "L3", "Quiet hours are %s to %s.".formatted(rule.from(), rule.until()), rule.law())
        : PERMITTED;
  }
}
