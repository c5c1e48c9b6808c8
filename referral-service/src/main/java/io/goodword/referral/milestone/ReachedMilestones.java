package io.goodword.referral.milestone;

import io.goodword.kit.sql.Sql;
import io.goodword.referral.milestone.Milestones.Recorded;
import io.goodword.referral.milestone.Milestones.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps on file; each is there once for a referral. */
@ApplicationScoped
public class ReachedMilestones {

  private final Sql sql;
  private final Clock clock;

  ReachedMilestones(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * A step on file.
   *
   * @param milestone which
   * @param orderId order that reached it, null for a registration
   * @param reachedAt when, by the clock of the shop
   * @param paid minor units paid for the order, 0 for a registration
   * @param refunded minor units refunded so far
   * @param revokedAt latest refund, null when nothing was taken back
   */
  public record ReachedMilestone(
      Milestone milestone,
      @Nullable String orderId,
      Instant reachedAt,
      long paid,
      long refunded,
      @Nullable Instant revokedAt) {}

  /** A step on file with its referral. */
  private record Of(String referralId, ReachedMilestone milestone) {}

  /**
   * Counts of a campaign.
   *
   * @param registered friends who registered
   * @param paid friends who paid a first order
   * @param revoked of those, how many had it refunded in part or in full
   */
  public record Counts(long registered, long paid, long revoked) {}

  /** The steps of one referral. */
  public List<ReachedMilestone> of(String referralId) {
    return byReferral(List.of(referralId)).getOrDefault(referralId, List.of());
  }

  /** The steps of many referrals, by referral id. */
  public Map<String, List<ReachedMilestone>> byReferral(List<String> referralIds) {
    return sql
        .query(
            """
            select referral_id, milestone, order_id, reached_at, paid, refunded, revoked_at
            from milestones where referral_id = any(?) order by reached_at, milestone
            """,
            row -> new Of(row.getString("referral_id"), map(row)),
            referralIds)
        .stream()
        .collect(
            Collectors.groupingBy(
                Of::referralId, Collectors.mapping(Of::milestone, Collectors.toList())));
  }

  /** What friends of a campaign have reached. */
  public Counts counts(String campaignId) {
    return sql.first(
            """
            select count(*) filter (where milestone = 'REGISTERED') as registered,
                   count(*) filter (where milestone = 'FIRST_PAID_ORDER') as paid,
                   count(*) filter (where refunded > 0) as revoked
            from milestones where campaign_id = ?
            """,
            row ->
                new Counts(row.getLong("registered"), row.getLong("paid"), row.getLong("revoked")),
            campaignId)
        .orElseThrow();
  }

  List<Recorded> recorded(String referralId) {
    return of(referralId).stream()
        .map(step -> new Recorded(step.milestone(), step.orderId(), step.refunded()))
        .toList();
  }

  /**
   * Notes that a step was reached.
   *
   * @param announced whether it is told, because the terms have a reward for it
   */
  void reached(String referralId, String campaignId, Step.Reached step, boolean announced) {
    sql.update(
        """
        insert into milestones (referral_id, milestone, campaign_id, order_id, announced, reached_at, recorded_at,
          paid, refunded)
        values (?, ?, ?, ?, ?, ?, ?, ?, 0)
        """,
        referralId,
        step.milestone(),
        campaignId,
        step.orderId(),
        announced,
        step.at(),
        clock.instant(),
        step.paid());
  }

  /**
   * Notes how much was taken back.
   *
   * @return whether the step had been told
   */
  boolean revoked(String referralId, Step.Revoked step) {
    return sql.first(
            """
            update milestones set refunded = ?, paid = ?, revoked_at = ?
            where referral_id = ? and milestone = ? returning announced
            """,
            row -> row.getBoolean("announced"),
            step.refunded(),
            step.paid(),
            step.at(),
            referralId,
            step.milestone())
        .orElseThrow();
  }

  private static ReachedMilestone map(ResultSet row) throws SQLException {
    return new ReachedMilestone(
        Milestone.valueOf(row.getString("milestone")),
        row.getString("order_id"),
        Sql.instant(row, "reached_at"),
        row.getLong("paid"),
        row.getLong("refunded"),
        Sql.instantOrNull(row, "revoked_at"));
  }
}
