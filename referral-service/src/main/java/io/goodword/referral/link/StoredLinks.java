package io.goodword.referral.link;

import io.goodword.kit.source.Ids;
import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

@Singleton
class StoredLinks {

  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
  private static final String SELECT =
      "select id, campaign_id, advocate_id, code, coupon_code from links where ";

  private final Sql sql;
  private final Ids ids;

  StoredLinks(Sql sql, Ids ids) {
    this.sql = sql;
    this.ids = ids;
  }

  Optional<Link> byId(String linkId) {
    return ID.matcher(linkId).matches()
        ? sql.first(SELECT + "id = ?", StoredLinks::map, linkId)
        : Optional.empty();
  }

  Optional<Link> byCode(String code) {
    return sql.first(SELECT + "code = ?", StoredLinks::map, code);
  }

  Optional<Link> byCouponCode(String couponCode) {
    return sql.first(SELECT + "coupon_code = ?", StoredLinks::map, couponCode);
  }

  Optional<Link> of(String campaignId, String advocateId) {
    return sql.first(
        SELECT + "campaign_id = ? and advocate_id = ?", StoredLinks::map, campaignId, advocateId);
  }

  /** Inserts a link with new codes; nothing when the advocate has one or a code is taken. */
  Optional<Link> insert(String campaignId, String advocateId, Instant now) {
    return sql.first(
        "insert into links (id, campaign_id, advocate_id, code, coupon_code, created_at)"
            + " values (?, ?, ?, ?, ?, ?) on conflict do nothing"
            + " returning id, campaign_id, advocate_id, code, coupon_code",
        StoredLinks::map,
        ids.text(),
        campaignId,
        advocateId,
        ids.code(Codes.CODE_LENGTH),
        ids.code(Codes.COUPON_LENGTH),
        now);
  }

  long count(String campaignId) {
    return sql.first(
            "select count(*) as links from links where campaign_id = ?",
            row -> row.getLong("links"),
            campaignId)
        .orElse(0L);
  }

  private static Link map(ResultSet row) throws SQLException {
    return new Link(
        new LinkRef(
            row.getString("id"),
            row.getString("campaign_id"),
            row.getString("advocate_id"),
            row.getString("code")),
        row.getString("coupon_code"));
  }
}
