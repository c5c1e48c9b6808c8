package io.goodword.referral.insight;

import io.goodword.kit.paging.Cursor;
import io.goodword.kit.problem.Problem;
import io.goodword.referral.attribution.Attributions;
import io.goodword.referral.attribution.Attributions.Explained;
import io.goodword.referral.attribution.Binding;
import io.goodword.referral.attribution.ReferralFilter;
import io.goodword.referral.insight.ReferralViews.Detail;
import io.goodword.referral.insight.ReferralViews.Summary;
import io.goodword.referral.milestone.ReachedMilestones;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Referrals with what their friends have reached. */
@ApplicationScoped
class ReferralReading {

  private final Attributions attributions;
  private final ReachedMilestones milestones;

  ReferralReading(Attributions attributions, ReachedMilestones milestones) {
    this.attributions = attributions;
    this.milestones = milestones;
  }

  /** Referrals that match, newest first. */
  @Transactional
  public Cursor.Page<Summary> list(
      ReferralFilter filter, @Nullable String after, int limit, boolean staff) {
    Cursor.Page<Binding> page = attributions.list(filter, after, limit);
    var steps = milestones.byReferral(page.items().stream().map(Binding::referralId).toList());
    return new Cursor.Page<>(
        page.items().stream()
            .map(
                binding ->
                    ReferralViews.summary(
                        binding, steps.getOrDefault(binding.referralId(), List.of()), staff))
            .toList(),
        page.next());
  }

  /**
   * One referral with its explanation.
   *
   * @param advocateId the advocate who asks, null for staff
   * @throws Problem 404 when there is none, or it is another advocate's
   */
  @Transactional
  public Detail read(String referralId, @Nullable String advocateId) {
    Explained explained =
        attributions
            .explain(referralId)
            .filter(found -> advocateId == null || found.binding().advocateId().equals(advocateId))
            .orElseThrow(() -> Problem.notFound("referral"));
    return ReferralViews.detail(explained, milestones.of(referralId), advocateId == null);
  }
}
