package io.goodword.referral.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.goodword.referral.attribution.Attributions.Explained;
import io.goodword.referral.attribution.Binding;
import io.goodword.referral.attribution.Finding;
import io.goodword.referral.attribution.Touch;
import io.goodword.referral.milestone.Milestone;
import io.goodword.referral.milestone.ReachedMilestones.ReachedMilestone;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Referrals as they are shown. An advocate sees that a friend came and how far, but neither who it
 * is nor by which rules it was decided: the friend has not agreed to be watched, and rules that are
 * known are played.
 */
final class ReferralViews {

  private ReferralViews() {}

  /**
   * A referral.
   *
   * @param state attributed, registered, paid, partly-revoked or revoked
   * @param friendId the friend, for staff only
   * @param score risk score 0 to 59, for staff only
   * @param needsReview whether a person should look at it, for staff only
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(
      String referralId,
      String campaignId,
      String linkId,
      String advocateId,
      @Nullable String friendId,
      String via,
      @Nullable String channel,
      String state,
      Instant attributedAt,
      List<Step> milestones,
      @Nullable Integer score,
      @Nullable Boolean needsReview) {}

  /**
   * A step that was reached.
   *
   * @param orderId the order, for staff only
   * @param paid minor units, for staff only
   * @param refunded minor units, for staff only
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Step(
      String milestone,
      Instant reachedAt,
      @Nullable String orderId,
      @Nullable Long paid,
      @Nullable Long refunded,
      @Nullable Instant revokedAt) {}

  /**
   * A referral with its explanation.
   *
   * @param decision the rules in the order in which they were applied, for staff only
   * @param touchpoints all touches of the friend, oldest first, for staff only
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Detail(
      String referralId,
      String campaignId,
      String linkId,
      String advocateId,
      @Nullable String friendId,
      String via,
      @Nullable String channel,
      String state,
      Instant attributedAt,
      List<Step> milestones,
      @Nullable Integer score,
      @Nullable Boolean needsReview,
      @Nullable String model,
      @Nullable Integer termsVersion,
      @Nullable List<Rule> decision,
      @Nullable List<Touchpoint> touchpoints) {}

  /** One rule of a decision. */
  record Rule(String rule, String verdict, String evidence) {

    static Rule of(Finding finding) {
      return new Rule(
          finding.rule(), finding.verdict().name().toLowerCase(Locale.ROOT), finding.evidence());
    }
  }

  /** One contact of the friend with a recommendation. */
  record Touchpoint(
      String via, String linkId, String campaignId, String advocateId, Instant touchedAt) {

    static Touchpoint of(Touch touch) {
      return new Touchpoint(
          touch.via().wire(), touch.linkId(), touch.campaignId(), touch.advocateId(), touch.at());
    }
  }

  static Summary summary(Binding binding, List<ReachedMilestone> milestones, boolean staff) {
    return new Summary(
        binding.referralId(),
        binding.campaignId(),
        binding.linkId(),
        binding.advocateId(),
        staff ? binding.friendId() : null,
        binding.via().wire(),
        binding.channel(),
        state(milestones),
        binding.boundAt(),
        steps(milestones, staff),
        staff ? binding.score() : null,
        staff ? binding.needsReview() : null);
  }

  static Detail detail(Explained explained, List<ReachedMilestone> milestones, boolean staff) {
    Binding binding = explained.binding();
    Summary summary = summary(binding, milestones, staff);
    return new Detail(
        summary.referralId(),
        summary.campaignId(),
        summary.linkId(),
        summary.advocateId(),
        summary.friendId(),
        summary.via(),
        summary.channel(),
        summary.state(),
        summary.attributedAt(),
        summary.milestones(),
        summary.score(),
        summary.needsReview(),
        staff ? binding.model() : null,
        staff ? binding.termsVersion() : null,
        staff ? explained.findings().stream().map(Rule::of).toList() : null,
        staff ? explained.touches().stream().map(Touchpoint::of).toList() : null);
  }

  static String state(List<ReachedMilestone> milestones) {
    return milestones.stream()
        .filter(step -> step.milestone() == Milestone.FIRST_PAID_ORDER)
        .findFirst()
        .map(
            step ->
                step.refunded() == 0
                    ? "paid"
                    : step.refunded() < step.paid() ? "partly-revoked" : "revoked")
        .orElse(milestones.isEmpty() ? "attributed" : "registered");
  }

  private static List<Step> steps(List<ReachedMilestone> milestones, boolean staff) {
    return milestones.stream()
        .map(
            step ->
                new Step(
                    step.milestone().wire(),
                    step.reachedAt(),
                    staff ? step.orderId() : null,
                    staff && step.orderId() != null ? step.paid() : null,
                    staff && step.orderId() != null ? step.refunded() : null,
                    step.revokedAt()))
        .toList();
  }
}
