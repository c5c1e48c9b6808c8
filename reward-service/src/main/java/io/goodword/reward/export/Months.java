package io.goodword.reward.export;

import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounting months as they are stored. */
@Singleton
class Months {

  private static final String SELECT =
      "select period, starts_at, ends_at, state, maker, requested_at, lines, ledger_hash, flow_hash,"
          + " checker, closed_at from periods";

  private final Sql sql;
  private final ExportSettings settings;

  Months(Sql sql, ExportSettings settings) {
    this.sql = sql;
    this.settings = settings;
  }

  /** A step that was taken with a month. */
  record Step(String step, String actor, Instant at, @Nullable String hash) {}

  Optional<Month> find(YearMonth period) {
    return sql.first(SELECT + " where period = ?", Months::month, period.toString());
  }

  Optional<Month> locked(YearMonth period) {
    return sql.first(SELECT + " where period = ? for update", Months::month, period.toString());
  }

  Optional<Month> last() {
    return sql.first(SELECT + " order by ends_at desc limit 1", Months::month);
  }

  /** Newest first. */
  List<Month> before(@Nullable YearMonth period, int limit) {
    String key = period == null ? null : period.toString();
    return sql.query(
        SELECT + " where ?::text is null or period < ? order by period desc limit ?",
        Months::month,
        key,
        key,
        limit);
  }

  /** When a month begins and ends: as it was closed, else where the last closed one ended. */
  Range range(YearMonth period) {
    Range range = Range.of(period, settings.zone());
    return find(period)
        .map(Month::range)
        .orElseGet(
            () ->
                find(period.minusMonths(1))
                    .map(before -> new Range(before.range().to(), range.to()))
                    .orElse(range));
  }

  /**
   * Lets nobody post until the transaction ends, and waits for those who are posting: what they
   * wrote is then committed, and what comes later meets the fence.
   */
  void stopPostings() {
    sql.update("lock table journals in share row exclusive mode");
  }

  void begin(Month month) {
    sql.update(
        "insert into periods (period, starts_at, ends_at, state, maker, requested_at)"
            + " values (?, ?, ?, 'closing', ?, ?)",
        month.period().toString(),
        month.range().from(),
        month.range().to(),
        month.maker(),
        month.requestedAt());
    step(month, "closing", month.maker(), month.requestedAt());
  }

  void counted(Month month, Month.Count count, List<RollForward> totals) {
    String period = month.period().toString();
    sql.update(
        "update periods set lines = ?, ledger_hash = ?, flow_hash = ?, hash = ? where period = ?",
        count.lines(),
        count.ledgerHash(),
        count.flowHash(),
        count.hash(month.period(), month.range()),
        period);
    sql.batch(
        "insert into period_totals (period, asset, opening, issued, redeemed, expired, reversed,"
            + " adjusted, other, closing) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        totals.stream()
            .map(
                line ->
                    new @Nullable Object[] {
                      period,
                      line.asset(),
                      line.opening(),
                      line.issued(),
                      line.redeemed(),
                      line.expired(),
                      line.reversed(),
                      line.adjusted(),
                      line.other(),
                      line.closing()
                    })
            .toList());
  }

  void closed(Month month, String checker, Instant at) {
    sql.update(
        "update periods set state = 'closed', checker = ?, closed_at = ? where period = ?",
        checker,
        at,
        month.period().toString());
    step(month, "closed", checker, at);
  }

  void reopened(Month month, String actor, Instant at) {
    sql.update("delete from periods where period = ?", month.period().toString());
    step(month, "reopened", actor, at);
  }

  private void step(Month month, String step, String actor, Instant at) {
    sql.update(
        "insert into period_steps (period, step, actor, done_at, hash) values (?, ?, ?, ?, ?)",
        month.period().toString(),
        step,
        actor,
        at,
        month.hash());
  }

  List<RollForward> totals(YearMonth period) {
    return sql.query(
        "select * from period_totals where period = ? order by asset",
        row ->
            new RollForward(
                row.getString("asset"),
                row.getLong("opening"),
                row.getLong("issued"),
                row.getLong("redeemed"),
                row.getLong("expired"),
                row.getLong("reversed"),
                row.getLong("adjusted"),
                row.getLong("other"),
                row.getLong("closing")),
        period.toString());
  }

  List<Step> steps(YearMonth period) {
    return sql.query(
        "select step, actor, done_at, hash from period_steps where period = ? order by number",
        row ->
            new Step(
                row.getString("step"),
                row.getString("actor"),
                Sql.instant(row, "done_at"),
                row.getString("hash")),
        period.toString());
  }

  private static Month month(ResultSet row) throws SQLException {
    String ledgerHash = row.getString("ledger_hash");
    return new Month(
        YearMonth.parse(row.getString("period")),
        new Range(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
        row.getString("state").equals("closed"),
        row.getString("maker"),
        Sql.instant(row, "requested_at"),
        ledgerHash == null
            ? null
            : new Month.Count(row.getLong("lines"), ledgerHash, row.getString("flow_hash")),
        row.getString("checker"),
        Sql.instantOrNull(row, "closed_at"));
  }
}
