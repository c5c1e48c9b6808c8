package io.goodword.referral.attribution;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.sql.Sql;
import io.goodword.referral.commerce.Conversion;
import io.goodword.referral.commerce.FactReaction.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Every decision with its explanation, and every touch that a claim has proved. */
@ApplicationScoped
class Decisions {

  private final Sql sql;
  private final Clock clock;

  Decisions(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  void add(Conversion conversion, Outcome outcome, List<Finding> findings) {
    sql.update(
        """
        insert into attribution_decisions (fact_id, friend_id, referral_id, attributed, reason, findings, decided_at)
        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
        """,
        conversion.factId(),
        conversion.customerId(),
        outcome.referralId(),
        outcome.attributed(),
        outcome.reason(),
        EventJson.write(findings),
        clock.instant());
  }

  Optional<Outcome> outcomeOf(String factId) {
    return sql.first(
        "select attributed, referral_id, reason from attribution_decisions where fact_id = ?",
        row ->
            new Outcome(
                row.getBoolean("attributed"),
                row.getString("referral_id"),
                row.getString("reason")),
        factId);
  }

  /** The explanation of the decision that made a referral. */
  List<Finding> findingsOf(String referralId) {
    return sql.first(
            """
            select d.findings from referrals r join attribution_decisions d on d.fact_id = r.fact_id
            where r.id = ?
            """,
            row -> List.of(EventJson.readOwn(row.getString("findings"), Finding[].class)),
            referralId)
        .orElse(List.of());
  }

  void addTouches(Conversion conversion, List<Touch> touches) {
    for (Touch touch : touches) {
      sql.update(
          """
          insert into friend_touches (fact_id, via, friend_id, link_id, campaign_id, advocate_id, click_key, touched_at)
          values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
          """,
          conversion.factId(),
          touch.via(),
          conversion.customerId(),
          touch.linkId(),
          touch.campaignId(),
          touch.advocateId(),
          touch.clickKey(),
          touch.at());
    }
  }

  /** All touches of a friend, oldest first. */
  List<Touch> touchesOf(String friendId) {
    return touches("", friendId);
  }

  /** Those that may still be credited: no other friend was bound by the same opening. */
  List<Touch> creditableTouchesOf(String friendId) {
    return touches(
        """
         and not exists (select 1 from referrals r
                         where r.click_key = t.click_key and r.friend_id <> t.friend_id)
        """,
        friendId);
  }

  private List<Touch> touches(String condition, String friendId) {
    return sql.query(
        """
        select via, link_id, campaign_id, advocate_id, click_key, touched_at
        from friend_touches t where friend_id = ?
        """
            + condition
            + " order by touched_at, fact_id, via limit 200",
        row ->
            new Touch(
                Via.valueOf(row.getString("via")),
                row.getString("link_id"),
                row.getString("campaign_id"),
                row.getString("advocate_id"),
                row.getString("click_key"),
                Sql.instant(row, "touched_at")),
        friendId);
  }
}
