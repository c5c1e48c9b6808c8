package io.goodword.reward.catalogue;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where gifts and their history are kept. What is in stock, the ledger knows. */
@Singleton
class Gifts {

  private static final String ALL =
      """
      select g.sku, g.revision, g.rules, coalesce(b.posted, 0) as on_hand, coalesce(b.held, 0) as reserved
        from gifts g
        left join accounts a on a.class = 'stock' and a.owner = 'house' and a.asset = g.stock_asset
        left join balances b on b.account_id = a.id
       where
      """;

  private final Sql sql;

  Gifts(Sql sql) {
    this.sql = sql;
  }

  Optional<Gift> find(String sku) {
    return sql.first(ALL + "g.sku = ?", Gifts::gift, sku);
  }

  /**
   * Locks a gift for a change.
   *
   * @return its revision, empty when there is no such gift
   */
  Optional<Integer> lock(String sku) {
    return sql.first(
        "select revision from gifts where sku = ? for no key update", row -> row.getInt(1), sku);
  }

  /**
   * Gifts by sku.
   *
   * @param market those of a market and those of every market, null for all
   * @param visibleAt those that customers see then, null for all
   */
  List<Gift> list(@Nullable String market, @Nullable Instant visibleAt, String after, int limit) {
    return sql.query(
        ALL
            + "g.sku > ? and (?::text is null or g.market is null or g.market = ?::text)"
            + " and (?::timestamptz is null or (g.visible_from <= ?::timestamptz"
            + " and (g.visible_until is null or g.visible_until > ?::timestamptz)))"
            + " order by g.sku limit ?",
        Gifts::gift,
        after,
        market,
        market,
        visibleAt,
        visibleAt,
        visibleAt,
        limit);
  }

  /**
   * Stores a new gift.
   *
   * @return false when somebody else did so at this moment
   */
  boolean insert(String sku, GiftRules rules) {
    return sql.update(
            "insert into gifts (sku, kind, stock_asset, market, visible_from, visible_until, rules)"
                + " values (?, ?, ?, ?, ?, ?, ?::jsonb) on conflict do nothing",
            sku,
            rules.kind().code(),
            rules.stockAsset(sku),
            rules.market(),
            rules.visibleFrom(),
            rules.visibleUntil(),
            EventJson.write(rules))
        == 1;
  }

  void update(String sku, int revision, GiftRules rules) {
    sql.update(
        "update gifts set market = ?, visible_from = ?, visible_until = ?, rules = ?::jsonb,"
            + " revision = ? where sku = ?",
        rules.market(),
        rules.visibleFrom(),
        rules.visibleUntil(),
        EventJson.write(rules),
        revision,
        sku);
  }

  void remember(String sku, int revision, GiftRules rules, String by, Instant now) {
    sql.update(
        "insert into gift_revisions (sku, revision, rules, written_by, written_at)"
            + " values (?, ?, ?::jsonb, ?, ?)",
        sku,
        revision,
        EventJson.write(rules),
        by,
        now);
  }

  private static Gift gift(ResultSet row) throws SQLException {
    return new Gift(
        row.getString("sku"),
        row.getInt("revision"),
        EventJson.readOwn(row.getString("rules"), GiftRules.class),
        row.getLong("on_hand"),
        row.getLong("reserved"));
  }
}
