package io.goodword.reward.tax;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.export.Movement;
import io.goodword.reward.export.Range;
import io.goodword.reward.tax.Assessment.Receipt;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What people received, read from the journals. */
@Singleton
class Receipts {

  /** Brings in what was given in another system, and was received there. */
  private static final String MIGRATION = "migration";

  private final Sql sql;
  private final TaxSettings settings;

  Receipts(Sql sql, TaxSettings settings) {
    this.sql = sql;
    this.settings = settings;
  }

  private record Moved(
      String owner,
      String asset,
      String kind,
      @Nullable String reversed,
      @Nullable String code,
      Instant at,
      long units) {

    /** Given, taken back or adjusted; what was spent or expired was received before. */
    boolean counts() {
      return switch (Movement.of(kind, reversed, units > 0)) {
        case ISSUED, REVERSED -> true;
        case ADJUSTED -> !MIGRATION.equals(code);
        case REDEEMED, EXPIRED, OTHER -> false;
      };
    }
  }

  /** The next customers in alphabetical order. */
  List<String> owners(String after, int limit) {
    return sql.query(
        "select distinct owner from accounts where class = 'customer' and owner > ?"
            + " order by owner limit ?",
        row -> row.getString(1),
        after,
        limit);
  }

  /** The next customers who got something in a stretch of recorded time. */
  List<String> touched(Instant from, Instant to, String after, int limit) {
    return sql.query(
        """
        select distinct a.owner from journals j join entries e on e.journal_id = j.id and e.amount > 0
          join accounts a on a.id = e.account_id and a.class in ('customer', 'debt')
         where j.recorded_at >= ? and j.recorded_at < ? and a.owner > ? order by a.owner limit ?
        """,
        row -> row.getString(1),
        from,
        to,
        after,
        limit);
  }

  /** Receipts of some people in a market in a year, by person. */
  Map<String, List<Receipt>> of(Collection<String> owners, String market, int year, ZoneId zone) {
    Range range = Range.ofYear(year, zone);
    var receipts = new TreeMap<String, List<Receipt>>();
    for (Moved moved :
        sql.query(
            """
            select a.owner, a.asset, j.kind, o.kind as reversed, j.code, j.effective_at, sum(e.amount) as units
              from accounts a join entries e on e.account_id = a.id join journals j on j.id = e.journal_id
              left join journals o on o.id = j.reverses
              left join campaign_markets m on m.campaign_id = j.campaign_id
             where a.class in ('customer', 'debt') and a.owner = any(?)
               and j.effective_at >= ? and j.effective_at < ? and coalesce(m.market, ?) = ?
             group by a.owner, a.asset, j.id, o.kind
             order by a.owner, a.asset, j.effective_at, j.id
            """,
            row ->
                new Moved(
                    row.getString("owner"),
                    row.getString("asset"),
                    row.getString("kind"),
                    row.getString("reversed"),
                    row.getString("code"),
                    Sql.instant(row, "effective_at"),
                    row.getLong("units")),
            owners,
            range.from(),
            range.to(),
            settings.homeMarket(),
            market)) {
      if (moved.units() != 0 && moved.counts()) {
        receipts
            .computeIfAbsent(moved.owner(), any -> new ArrayList<>())
            .add(new Receipt(moved.asset(), moved.at().atZone(zone).toLocalDate(), moved.units()));
      }
    }
    return receipts;
  }
}
