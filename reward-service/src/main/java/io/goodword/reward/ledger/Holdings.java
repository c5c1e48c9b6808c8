package io.goodword.reward.ledger;

import io.goodword.kit.paging.Cursor;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What customers have and how it came. */
@Singleton
class Holdings {

  private final Sql sql;

  Holdings(Sql sql) {
    this.sql = sql;
  }

  /**
   * What a customer has of an asset, in minor units.
   *
   * @param balance spendable
   * @param pending held for the customer until a holding period ends
   * @param debt owed after spending what was taken back; later rewards repay it first
   */
  record Balance(String asset, long balance, long pending, long debt) {}

  /**
   * A line of a statement.
   *
   * @param sequence number of the entry in the account, from 1, without gaps
   * @param amount signed minor units
   */
  record Line(
      long sequence,
      Instant recordedAt,
      String kind,
      @Nullable String cause,
      @Nullable String campaignId,
      long amount,
      long balanceAfter) {}

  List<Balance> of(String customerId) {
    return sql.query(
        """
        select a.asset, sum(case when a.class = 'customer' then b.posted - b.held else 0 end) as balance,
               coalesce(sum((select sum(h.remaining) from holds h
                              where h.counter_account_id = a.id and h.state = 'OPEN')), 0) as pending,
               sum(case when a.class = 'debt' then -b.posted else 0 end) as debt
          from accounts a join balances b on b.account_id = a.id
         where a.owner = ? and a.class in ('customer', 'debt') group by a.asset order by a.asset
        """,
        row ->
            new Balance(
                row.getString("asset"),
                row.getLong("balance"),
                row.getLong("pending"),
                row.getLong("debt")),
        customerId);
  }

  /** Entries of the customer's account from the first on, each page behind a cursor. */
  Page<Line> statement(
      String customerId, String asset, @Nullable String after, @Nullable Integer limit) {
    int size = Cursor.limit(limit);
    List<Line> lines =
        sql.query(
            """
            select e.seq, j.recorded_at, j.kind, j.cause, j.campaign_id, e.amount, e.balance_after
              from accounts a join entries e on e.account_id = a.id join journals j on j.id = e.journal_id
             where a.class = 'customer' and a.owner = ? and a.asset = ? and e.seq > ?
             order by e.seq limit ?
            """,
            row ->
                new Line(
                    row.getLong("seq"),
                    Sql.instant(row, "recorded_at"),
                    row.getString("kind"),
                    row.getString("cause"),
                    row.getString("campaign_id"),
                    row.getLong("amount"),
                    row.getLong("balance_after")),
            customerId,
            asset,
            sequence(Cursor.decode(after)),
            size + 1);
    return Cursor.page(lines, size, line -> Long.toString(line.sequence()));
  }

  private static long sequence(@Nullable String cursor) {
    try {
      return cursor == null ? 0 : Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw Problem.of(
          400, "malformed-cursor", "The cursor cannot be read", "Use 'next' of the page before.");
    }
  }
}
