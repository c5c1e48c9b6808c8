package io.goodword.reward.ledger;

import io.goodword.kit.paging.Cursor;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an account had at a time, and entry by entry how it came there. */
@Singleton
class Histories {

  private static final String ENTRIES =
      """
      select e.seq, e.journal_id, j.recorded_at, j.effective_at, j.kind, j.code, j.actor, j.cause, j.campaign_id,
             j.reverses, e.amount, e.balance_after
        from entries e join journals j on j.id = e.journal_id
      """;

  private final Sql sql;

  Histories(Sql sql) {
    this.sql = sql;
  }

  /**
   * What an account had at a time.
   *
   * @param at the time, null for now
   * @param by recorded or effective
   * @param posted balance in minor units
   * @param seq number of the last entry in it, null by effective time, which takes entries out of
   *     their order
   * @param held set aside of it, known for now only
   */
  record PastBalance(
      AccountRef account,
      @Nullable Instant at,
      String by,
      long posted,
      @Nullable Long seq,
      @Nullable Long held) {}

  /**
   * An entry of an account.
   *
   * @param seq number of the entry in the account, from 1, without gaps
   * @param amount signed minor units
   */
  record Entry(
      long seq,
      UUID journalId,
      Instant recordedAt,
      Instant effectiveAt,
      String kind,
      @Nullable String code,
      String actor,
      @Nullable String cause,
      @Nullable String campaignId,
      @Nullable UUID reverses,
      long amount,
      long balanceAfter) {}

  /**
   * A stretch of an account's entries.
   *
   * @param scale decimal digits of the asset's minor unit
   * @param low number of the last entry before it, 0 when there is none
   * @param high number of its last entry
   * @param opening balance before it
   * @param closing balance after it
   */
  record Stretch(long accountId, int scale, long low, long high, long opening, long closing) {}

  /**
   * The balance at a time.
   *
   * @throws Problem 404 when the account was never opened
   */
  PastBalance at(AccountRef account, @Nullable Instant at, ByTime by) {
    if (at == null) {
      return now(account, by);
    }
    return switch (by) {
      case RECORDED -> recordedAt(account, at);
      case EFFECTIVE -> effectiveAt(account, at);
    };
  }

  /**
   * Entries from the first on.
   *
   * @throws Problem 404 when the account was never opened
   */
  Page<Entry> entries(AccountRef account, @Nullable String after, @Nullable Integer limit) {
    int size = Cursor.limit(limit);
    long id =
        sql.first(
                "select id from accounts where class = ? and owner = ? and asset = ?",
                row -> row.getLong(1),
                account.accountClass().code(),
                account.owner(),
                account.asset())
            .orElseThrow(() -> Problem.notFound("account"));
    return Cursor.page(
        entries(id, sequence(after), Long.MAX_VALUE, size + 1),
        size,
        entry -> Long.toString(entry.seq()));
  }

  /** Entries of an account behind one number and up to another. */
  List<Entry> entries(long accountId, long behind, long to, int limit) {
    return sql.query(
        ENTRIES + "where e.account_id = ? and e.seq > ? and e.seq <= ? order by e.seq limit ?",
        Histories::entry,
        accountId,
        behind,
        to,
        limit);
  }

  /**
   * Entries from the last one back; none when the account was never opened.
   *
   * @param before number of the entry behind the first one, null for the newest
   */
  List<Entry> latest(AccountRef account, @Nullable Long before, int limit) {
    return sql.query(
        ENTRIES
            + "join accounts a on a.id = e.account_id where a.class = ? and a.owner = ?"
            + " and a.asset = ? and e.seq < ? order by e.seq desc limit ?",
        Histories::entry,
        account.accountClass().code(),
        account.owner(),
        account.asset(),
        before == null ? Long.MAX_VALUE : before,
        limit);
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("seq"),
        row.getObject("journal_id", UUID.class),
        Sql.instant(row, "recorded_at"),
        Sql.instant(row, "effective_at"),
        row.getString("kind"),
        row.getString("code"),
        row.getString("actor"),
        row.getString("cause"),
        row.getString("campaign_id"),
        row.getObject("reverses", UUID.class),
        row.getLong("amount"),
        row.getLong("balance_after"));
  }

  /**
   * The entries that were recorded in a period, found by their numbers; an account that was never
   * opened has none.
   *
   * @param from first moment, null for the beginning
   * @param to moment before which it ends, null for now
   */
  Stretch stretch(AccountRef account, @Nullable Instant from, @Nullable Instant to) {
    return sql.first(
            """
            select p.id, p.scale, p.low, p.high, coalesce(o.balance_after, 0) as opening,
                   coalesce(c.balance_after, 0) as closing
              from (select a.id, s.scale,
                           case when ?::timestamptz is null then 0
                                else ledger_seq_at(a.id, ?::timestamptz - interval '1 microsecond') end as low,
                           case when ?::timestamptz is null then b.seq
                                else ledger_seq_at(a.id, ?::timestamptz - interval '1 microsecond') end as high
                      from accounts a join balances b on b.account_id = a.id join assets s on s.code = a.asset
                     where a.class = ? and a.owner = ? and a.asset = ?) p
              left join entries o on o.account_id = p.id and o.seq = p.low
              left join entries c on c.account_id = p.id and c.seq = p.high
            """,
            row ->
                new Stretch(
                    row.getLong("id"),
                    row.getInt("scale"),
                    row.getLong("low"),
                    row.getLong("high"),
                    row.getLong("opening"),
                    row.getLong("closing")),
            from,
            from,
            to,
            to,
            account.accountClass().code(),
            account.owner(),
            account.asset())
        .orElse(new Stretch(0, 0, 0, 0, 0, 0));
  }

  /** The number of an entry in a cursor, 0 when there is none. */
  static long sequence(@Nullable String after) {
    String cursor = Cursor.decode(after);
    try {
      return cursor == null ? 0 : Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw Problem.of(
          400, "malformed-cursor", "The cursor cannot be read", "Use 'next' of the page before.");
    }
  }

  private PastBalance now(AccountRef account, ByTime by) {
    return read(
        "select b.posted, b.seq, b.held from accounts a join balances b on b.account_id = a.id",
        row ->
            new PastBalance(
                account,
                null,
                by.code(),
                row.getLong("posted"),
                row.getLong("seq"),
                row.getLong("held")),
        account);
  }

  private PastBalance recordedAt(AccountRef account, Instant at) {
    return read(
        """
        select p.seq, coalesce(e.balance_after, 0) as posted
          from accounts a cross join lateral ledger_seq_at(a.id, ?) p(seq)
          left join entries e on e.account_id = a.id and e.seq = p.seq
        """,
        row ->
            new PastBalance(
                account,
                at,
                ByTime.RECORDED.code(),
                row.getLong("posted"),
                row.getLong("seq"),
                null),
        account,
        at);
  }

  private PastBalance effectiveAt(AccountRef account, Instant at) {
    return read(
        """
        select coalesce((select sum(e.amount) from entries e join journals j on j.id = e.journal_id
                          where e.account_id = a.id and j.effective_at <= ?), 0) as posted
          from accounts a
        """,
        row ->
            new PastBalance(
                account, at, ByTime.EFFECTIVE.code(), row.getLong("posted"), null, null),
        account,
        at);
  }

  private PastBalance read(
      String select, Sql.Row<PastBalance> row, AccountRef account, Object... first) {
    var arguments = new java.util.ArrayList<@Nullable Object>(List.of(first));
    arguments.addAll(List.of(account.accountClass().code(), account.owner(), account.asset()));
    return sql.first(
            select + " where a.class = ? and a.owner = ? and a.asset = ?", row, arguments.toArray())
        .orElseThrow(() -> Problem.notFound("account"));
  }
}
