package io.goodword.referral.insight;

import io.goodword.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What bound friends of a campaign have done, by where they came from. */
@ApplicationScoped
class FunnelNumbers {

  private final Sql sql;

  FunnelNumbers(Sql sql) {
    this.sql = sql;
  }

  /**
   * Friends of one channel.
   *
   * @param bound who were attributed
   * @param registered of those, who registered because of the recommendation
   * @param paid of those, who paid a first order
   * @param revoked of those, whose first order was refunded in part or in full
   */
  record Friends(long bound, long registered, long paid, long revoked) {

    static final Friends NONE = new Friends(0, 0, 0, 0);

    static Friends sum(Iterable<Friends> parts) {
      Friends sum = NONE;
      for (Friends part : parts) {
        sum =
            new Friends(
                sum.bound + part.bound,
                sum.registered + part.registered,
                sum.paid + part.paid,
                sum.revoked + part.revoked);
      }
      return sum;
    }
  }

  private record Named(String channel, Friends friends) {}

  /** By share channel of the click; {@code code} and {@code coupon} for friends who typed one. */
  Map<String, Friends> byChannel(String campaignId) {
    List<Named> rows =
        sql.query(
            """
            select case r.via when 'TOKEN' then coalesce(r.channel, 'other') else lower(r.via) end as source,
                   count(distinct r.id) as bound,
                   count(*) filter (where m.milestone = 'REGISTERED') as registered,
                   count(*) filter (where m.milestone = 'FIRST_PAID_ORDER') as paid,
                   count(*) filter (where m.refunded > 0) as revoked
            from referrals r left join milestones m on m.referral_id = r.id
            where r.campaign_id = ?
            group by 1 order by 1
            """,
            row ->
                new Named(
                    row.getString("source"),
                    new Friends(
                        row.getLong("bound"),
                        row.getLong("registered"),
                        row.getLong("paid"),
                        row.getLong("revoked"))),
            campaignId);
    Map<String, Friends> friends = new LinkedHashMap<>();
    rows.forEach(row -> friends.put(row.channel(), row.friends()));
    return friends;
  }
}
