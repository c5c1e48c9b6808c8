package io.goodword.referral.campaign;

import io.goodword.contracts.referral.RewardTerm;
import java.util.ArrayList;
import java.util.List;

/**
 * May a campaign that has been promised change like this? Only in favour of customers (反不正当竞争法 2025
 * article 11: prize conditions are not changed after the start): a later end, higher amounts,
 * shorter holding, more rewards. Texts may follow such a change, never change alone.
 */
sealed interface TermsChange {

  /** Nothing that customers can see. */
  record None() implements TermsChange {}

  /**
   * Customers only gain.
   *
   * @param gains what got better, for the audit
   */
  record Favourable(List<String> gains) implements TermsChange {}

  /**
   * Customers would lose, or could be misled.
   *
   * @param losses fields with the rule they break
   */
  record Frozen(List<Loss> losses) implements TermsChange {}

  /** A field and why it may not become what it would. */
  record Loss(String field, String rule) {}

  /** Decides. */
  static TermsChange between(CampaignPlan before, CampaignPlan after) {
    var gains = new ArrayList<String>();
    var losses = new ArrayList<Loss>();
    dates(before, after, gains, losses);
    rewards(before, after, gains, losses);
    same("market", before.market(), after.market(), losses);
    same("attribution.model", before.model(), after.model(), losses);
    same("attribution.window", before.window(), after.window(), losses);
    same("destination", before.destination(), after.destination(), losses);
    same("destinationHosts", before.destinationHosts(), after.destinationHosts(), losses);
    boolean newTexts =
        !before.terms().equals(after.terms()) || !before.landing().equals(after.landing());
    if (newTexts && gains.isEmpty()) {
      losses.add(new Loss("terms", "may change only together with a better reward or a later end"));
    }
    if (!losses.isEmpty()) {
      return new Frozen(List.copyOf(losses));
    }
    return gains.isEmpty() ? new None() : new Favourable(List.copyOf(gains));
  }

  private static void dates(
      CampaignPlan before, CampaignPlan after, List<String> gains, List<Loss> losses) {
    same("startsAt", before.startsAt(), after.startsAt(), losses);
    if (after.endsAt().isBefore(before.endsAt())) {
      losses.add(new Loss("endsAt", "must not be earlier than " + before.endsAt()));
    } else if (after.endsAt().isAfter(before.endsAt())) {
      gains.add("endsAt");
    }
  }

  private static void rewards(
      CampaignPlan before, CampaignPlan after, List<String> gains, List<Loss> losses) {
    for (RewardTerm old : before.rewards()) {
      String name = "rewards[" + name(old) + "]";
      after
          .reward(old.milestone(), old.beneficiary(), old.asset())
          .ifPresentOrElse(
              now -> reward(name, old, now, gains, losses),
              () -> losses.add(new Loss(name, "must not be taken away")));
    }
    for (RewardTerm now : after.rewards()) {
      if (before.reward(now.milestone(), now.beneficiary(), now.asset()).isEmpty()) {
        gains.add("rewards[" + name(now) + "]");
      }
    }
  }

  private static void reward(
      String name, RewardTerm old, RewardTerm now, List<String> gains, List<Loss> losses) {
    if (now.amount() < old.amount()) {
      losses.add(new Loss(name + ".amount", "must not be less than " + old.amount()));
    } else if (now.amount() > old.amount()) {
      gains.add(name + ".amount");
    }
    int holding = now.holdingPeriod().compareTo(old.holdingPeriod());
    if (holding > 0) {
      losses.add(
          new Loss(
              name + ".holdingPeriod",
              "must not be longer than " + Spans.text(old.holdingPeriod())));
    } else if (holding < 0) {
      gains.add(name + ".holdingPeriod");
    }
  }

  private static void same(String field, Object before, Object after, List<Loss> losses) {
    if (!before.equals(after)) {
      losses.add(new Loss(field, "must stay " + before));
    }
  }

  private static String name(RewardTerm term) {
    return term.milestone() + " " + term.beneficiary() + " " + term.asset();
  }
}
