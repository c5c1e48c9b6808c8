package io.goodword.reward.export;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.ledger.AccountClass;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was where at a moment, and what moved between two. */
@Singleton
class Positions {

  private static final String HELD = "held";

  /** The two clocks of a journal; the text is the column. */
  enum By {
    /** When it was written into the books. */
    RECORDED("recorded_at"),
    /** For when it counts. */
    EFFECTIVE("effective_at");

    private final String column;

    By(String column) {
      this.column = column;
    }
  }

  private final Sql sql;

  Positions(Sql sql) {
    this.sql = sql;
  }

  /**
   * Balances of the classes of accounts as journals of one campaign moved them, or all journals.
   *
   * @param campaign campaign or programme; empty for journals of none, null for all together
   * @param held what customers waited for
   */
  record Position(
      String asset, @Nullable String campaign, Map<AccountClass, Long> balances, long held) {

    long of(AccountClass accountClass) {
      return balances.getOrDefault(accountClass, 0L);
    }
  }

  private record Part(String asset, String campaign, String what, long amount) {}

  private static final class Sums {
    private final Map<AccountClass, Long> balances = new EnumMap<>(AccountClass.class);
    private long held;

    void add(Part part) {
      if (part.what().equals(HELD)) {
        held = Math.addExact(held, part.amount());
      } else {
        balances.merge(AccountClass.of(part.what()), part.amount(), Math::addExact);
      }
    }
  }

  /**
   * Positions of each asset, the total first, then its campaigns.
   *
   * @param at moment before which journals count, null for all of them
   */
  List<Position> at(@Nullable Instant at, By by) {
    patient();
    List<Part> parts =
        sql.query(
            """
            select a.asset, coalesce(j.campaign_id, '') as campaign,
                   case when s.account_id is null then a.class else 'budget' end as what, sum(e.amount) as amount
              from journals j join entries e on e.journal_id = j.id join accounts a on a.id = e.account_id
              left join budget_slots s on s.account_id = a.id
             where ?::timestamptz is null or j.%s < ? group by 1, 2, 3
            union all
            select a.asset, coalesce(h.campaign_id, ''), 'held',
                   sum(case when ?::timestamptz is null then h.remaining else h.amount - coalesce(
                     (select sum(r.amount) from hold_releases r where r.hold_id = h.id and r.released_at < ?), 0) end)
              from holds h join accounts a on a.id = h.counter_account_id and a.class = 'customer'
             where case when ?::timestamptz is null then h.state = 'OPEN'
                        else h.opened_at < ? and (h.settled_at is null or h.settled_at >= ?) end
             group by 1, 2
            """
                .formatted(by.column),
            row -> new Part(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
            at,
            at,
            at,
            at,
            at,
            at,
            at);
    Map<String, Sums> totals = new TreeMap<>();
    Map<String, Map<String, Sums>> campaigns = new HashMap<>();
    for (Part part : parts) {
      totals.computeIfAbsent(part.asset(), any -> new Sums()).add(part);
      campaigns
          .computeIfAbsent(part.asset(), any -> new TreeMap<>())
          .computeIfAbsent(part.campaign(), any -> new Sums())
          .add(part);
    }
    var positions = new ArrayList<Position>();
    totals.forEach(
        (asset, total) -> {
          positions.add(new Position(asset, null, total.balances, total.held));
          campaigns
              .getOrDefault(asset, Map.of())
              .forEach(
                  (campaign, sums) ->
                      positions.add(new Position(asset, campaign, sums.balances, sums.held)));
        });
    return positions;
  }

  /** What moved in a range, for each asset. */
  List<RollForward> moved(Range range, By by) {
    patient();
    return RollForward.of(
        sql.query(
            """
            with moved as (
              select a.asset, j.%1$s < ? as before, j.kind, o.kind as reversed, sum(e.amount) as amount
                from journals j join entries e on e.journal_id = j.id
                join accounts a on a.id = e.account_id and a.class in ('customer', 'debt')
                left join journals o on o.id = j.reverses
               where j.%1$s < ? group by a.asset, j.id, o.kind)
            select asset, before, kind, reversed, sum(amount) from moved
             group by asset, before, kind, reversed, amount > 0 order by 1, 2, 3, 4
            """
                .formatted(by.column),
            row ->
                new RollForward.Moved(
                    row.getString(1),
                    row.getBoolean(2),
                    row.getString(3),
                    row.getString(4),
                    row.getLong(5)),
            range.from(),
            range.to()));
  }

  /** These read the whole history; a transaction is open, and the rest of it is as patient. */
  private void patient() {
    sql.query("select set_config('statement_timeout', '25s', true)", row -> true);
  }
}
