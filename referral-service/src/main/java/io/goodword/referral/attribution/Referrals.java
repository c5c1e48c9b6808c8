package io.goodword.referral.attribution;

import io.goodword.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bindings on file. */
@ApplicationScoped
class Referrals {

  private static final String SELECT =
      """
      select id, campaign_id, link_id, advocate_id, friend_id, via, model, terms_version, click_id,
             channel, touched_at, converted_at, bound_at, score, needs_review
      from referrals
      """;

  private final Sql sql;

  Referrals(Sql sql) {
    this.sql = sql;
  }

  /**
   * Stores a binding.
   *
   * @return false when the friend or the click got bound by somebody else in the meantime
   */
  boolean add(Binding binding, @Nullable String clickKey, String factId) {
    return sql.update(
            """
            insert into referrals (id, campaign_id, link_id, advocate_id, friend_id, via, model, terms_version,
              click_key, click_id, channel, touched_at, converted_at, bound_at, fact_id, score, needs_review)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            binding.referralId(),
            binding.campaignId(),
            binding.linkId(),
            binding.advocateId(),
            binding.friendId(),
            binding.via(),
            binding.model(),
            binding.termsVersion(),
            clickKey,
            binding.clickId(),
            binding.channel(),
            binding.touchedAt(),
            binding.convertedAt(),
            binding.boundAt(),
            factId,
            binding.score(),
            binding.needsReview())
        == 1;
  }

  Optional<Binding> byFriend(String friendId) {
    return sql.first(SELECT + " where friend_id = ?", Referrals::map, friendId);
  }

  Optional<Binding> byId(String referralId) {
    return sql.first(SELECT + " where id = ?", Referrals::map, referralId);
  }

  /** Newest first. */
  List<Binding> list(ReferralFilter filter, @Nullable String before, int limit) {
    StringBuilder query = new StringBuilder(SELECT).append(" where true");
    List<@Nullable Object> arguments = new ArrayList<>();
    and(query, arguments, " and campaign_id = ?", filter.campaignId());
    and(query, arguments, " and advocate_id = ?", filter.advocateId());
    and(query, arguments, " and friend_id = ?", filter.friendId());
    and(query, arguments, " and id < ?", before);
    query.append(" order by id desc limit ?");
    arguments.add(limit);
    return sql.query(query.toString(), Referrals::map, arguments.toArray());
  }

  private static void and(
      StringBuilder query,
      List<@Nullable Object> arguments,
      String condition,
      @Nullable String value) {
    if (value != null) {
      query.append(condition);
      arguments.add(value);
    }
  }

  /** Whether an opening of a link has bound somebody other than this friend. */
  boolean boundAnother(String clickKey, String friendId) {
    return sql.first(
            "select 1 from referrals where click_key = ? and friend_id <> ?",
            row -> true,
            clickKey,
            friendId)
        .isPresent();
  }

  /** Friends whom an advocate got in the hour before an instant. */
  int boundInHourBefore(String advocateId, Instant at) {
    return sql.first(
            """
            select count(*) from referrals
            where advocate_id = ? and converted_at > ? and converted_at <= ?
            """,
            row -> row.getInt(1),
            advocateId,
            at.minus(Duration.ofHours(1)),
            at)
        .orElse(0);
  }

  private static Binding map(ResultSet row) throws SQLException {
    return new Binding(
        row.getString("id"),
        row.getString("campaign_id"),
        row.getString("link_id"),
        row.getString("advocate_id"),
        row.getString("friend_id"),
        Via.valueOf(row.getString("via")),
        row.getString("model"),
        row.getInt("terms_version"),
        row.getString("click_id"),
        row.getString("channel"),
        Sql.instant(row, "touched_at"),
        Sql.instant(row, "converted_at"),
        Sql.instant(row, "bound_at"),
        row.getInt("score"),
        row.getBoolean("needs_review"));
  }
}
