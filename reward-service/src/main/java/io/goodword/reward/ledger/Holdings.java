package io.goodword.reward.ledger;

import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What customers have, or had. */
@Singleton
class Holdings {

  private final Sql sql;

  Holdings(Sql sql) {
    this.sql = sql;
  }

  /**
   * What a customer has of an asset, in minor units.
   *
   * @param balance spendable; at a time of the past without regard to what was on hold then
   * @param pending held for the customer until a holding period ends, known for now only
   * @param held set aside by the customer, for instance for a gift that is not confirmed yet, and
   *     not in the balance; known for now only
   * @param debt owed after spending what was taken back; later rewards repay it first
   */
  record Balance(
      String asset, long balance, @Nullable Long pending, @Nullable Long held, long debt) {}

  List<Balance> of(String customerId) {
    return sql.query(
        """
        select a.asset, sum(case when a.class = 'customer' then b.posted - b.held else 0 end) as balance,
               coalesce(sum((select sum(h.remaining) from holds h
                              where h.counter_account_id = a.id and h.state = 'OPEN')), 0) as pending,
               sum(case when a.class = 'customer' then b.held else 0 end) as held,
               sum(case when a.class = 'debt' then -b.posted else 0 end) as debt
          from accounts a join balances b on b.account_id = a.id
         where a.owner = ? and a.class in ('customer', 'debt') group by a.asset order by a.asset
        """,
        row ->
            new Balance(
                row.getString("asset"),
                row.getLong("balance"),
                row.getLong("pending"),
                row.getLong("held"),
                row.getLong("debt")),
        customerId);
  }

  /** What a customer had at a time. */
  List<Balance> at(String customerId, Instant at, ByTime by) {
    String then =
        switch (by) {
          case RECORDED ->
              "select e.balance_after from entries e"
                  + " where e.account_id = a.id and e.seq = ledger_seq_at(a.id, ?)";
          case EFFECTIVE ->
              "select sum(e.amount) from entries e join journals j on j.id = e.journal_id"
                  + " where e.account_id = a.id and j.effective_at <= ?";
        };
    return sql.query(
        """
        select asset, coalesce(sum(had) filter (where class = 'customer'), 0) as balance,
               coalesce(sum(-had) filter (where class = 'debt'), 0) as debt
          from (select a.asset, a.class, coalesce((%s), 0) as had from accounts a
                 where a.owner = ? and a.class in ('customer', 'debt')) t
         group by asset order by asset
        """
            .formatted(then),
        row ->
            new Balance(
                row.getString("asset"), row.getLong("balance"), null, null, row.getLong("debt")),
        at,
        customerId);
  }
}
