package io.goodword.reward.points;

import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The expiry moments of accounts and when each is to be looked at. */
@Singleton
class LotDays {

  private static final String SELECT =
      """
      select d.account_id, a.owner, a.asset, p.zone, d.expires_at, d.opened_at, d.told, d.runs,
             coalesce((select sum(l.remaining) from lots l
                        where l.account_id = d.account_id and l.expires_at = d.expires_at), 0) as amount
        from lot_days d join accounts a on a.id = d.account_id join expiry_policies p on p.asset = a.asset
       where\s""";
  private static final String CLAIM = " for update of d skip locked";

  private final Sql sql;

  LotDays(Sql sql) {
    this.sql = sql;
  }

  /**
   * A moment at which some of an account expires.
   *
   * @param zone zone of the asset's policy
   * @param openedAt when the first lot with this expiry was earned
   * @param told warnings given
   * @param runs expiry runs so far
   * @param amount minor units that expire then
   */
  record LotDay(
      long accountId,
      String customerId,
      String asset,
      ZoneId zone,
      Instant expiresAt,
      Instant openedAt,
      int told,
      int runs,
      long amount) {}

  /** What is due, locked; what somebody else works on is left out. */
  List<LotDay> due(Instant now, int limit) {
    return sql.query(
        SELECT + "d.next_at <= ? and d.expires_at <= ? order by d.next_at limit ?" + CLAIM,
        LotDays::day,
        now,
        now,
        limit);
  }

  /** One that is due, locked; none when somebody else works on it. */
  List<LotDay> due(Instant now, long accountId, Instant expiresAt) {
    return sql.query(
        SELECT
            + "d.next_at <= ? and d.expires_at <= ? and d.account_id = ? and d.expires_at = ?"
            + CLAIM,
        LotDays::day,
        now,
        now,
        accountId,
        expiresAt);
  }

  /** What is not due but to be looked at, locked; what somebody else works on is left out. */
  List<LotDay> upcoming(Instant now, int limit) {
    return sql.query(
        SELECT + "d.next_at <= ? and d.expires_at > ? order by d.next_at limit ?" + CLAIM,
        LotDays::day,
        now,
        now,
        limit);
  }

  /** Notes a run: done with, unless a hold has pinned some of it; then it is looked at again. */
  void ran(List<LotDay> days, Instant again) {
    sql.batch(
        """
        update lot_days d set runs = d.runs + 1, next_at = case when exists (
            select from lots l where l.account_id = d.account_id and l.expires_at = d.expires_at and l.remaining > 0)
            then ?::timestamptz end
         where d.account_id = ? and d.expires_at = ?
        """,
        days.stream()
            .map(day -> new @Nullable Object[] {again, day.accountId(), day.expiresAt()})
            .toList());
  }

  /** A look without a run. */
  record Look(LotDay day, Notices.Step step) {}

  /** Notes looks. */
  void looked(List<Look> looks) {
    sql.batch(
        "update lot_days set told = ?, next_at = ? where account_id = ? and expires_at = ?",
        looks.stream()
            .map(
                look ->
                    new @Nullable Object[] {
                      look.step().told(),
                      look.step().nextAt(),
                      look.day().accountId(),
                      look.day().expiresAt()
                    })
            .toList());
  }

  private static LotDay day(ResultSet row) throws SQLException {
    return new LotDay(
        row.getLong("account_id"),
        row.getString("owner"),
        row.getString("asset"),
        ZoneId.of(row.getString("zone")),
        Sql.instant(row, "expires_at"),
        Sql.instant(row, "opened_at"),
        row.getInt("told"),
        row.getInt("runs"),
        row.getLong("amount"));
  }
}
