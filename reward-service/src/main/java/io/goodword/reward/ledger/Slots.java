package io.goodword.reward.ledger;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides hot budgets. A slot is an account that part of the budget is leased to; who takes from
 * the budget takes from a slot that nobody else has locked, so that callers who do not share a call
 * of the ledger do not wait for each other's commit. Where the whole runs low the slots are
 * gathered and the budget answers itself: nothing is refused while any part of it is left.
 */
@ApplicationScoped
public class Slots {

  /** Most slots of a budget; the table knows it too. */
  public static final int MOST = 16;

  private final Sql sql;
  private final Ledger ledger;
  private final Clock clock;

  Slots(Sql sql, Ledger ledger, Clock clock) {
    this.sql = sql;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Divides a budget from now on, and gathers what its slots have.
   *
   * @param count 0 to {@value #MOST}; 0 for a budget that answers by itself
   * @throws Problem 422 for another count, or a campaign id that leaves no room for the number of a
   *     slot
   */
  @Transactional
  public void divide(AccountRef budget, int count) {
    if (count < 0 || count > MOST) {
      throw Problem.invalid("count", "must be 0 to " + MOST, count);
    }
    List<String> owners =
        IntStream.rangeClosed(1, count)
            .mapToObj(number -> AccountRef.slot(budget, number).owner())
            .toList();
    sql.update(
        """
        insert into budget_slots (account_id, budget_id, number, open)
        select ledger_account('escrow', o.owner, ?, ?), ledger_account('budget', ?, ?, ?), o.number, true
          from unnest(?::text[]) with ordinality o (owner, number)
            on conflict (account_id) do update set open = true
        """,
        budget.asset(),
        clock.instant(),
        budget.owner(),
        budget.asset(),
        clock.instant(),
        owners);
    sql.update(
        "update budget_slots set open = false where number > ? and budget_id ="
            + " (select id from accounts where class = 'budget' and owner = ? and asset = ?)",
        count,
        budget.owner(),
        budget.asset());
    ledger.gather(budget);
  }

  /**
   * Gathers a budget whose slots have something and were not used for a while; called again while
   * there may be more.
   *
   * @return whether there was one
   */
  @Transactional
  public boolean gatherIdle(Duration idle) {
    List<AccountRef> budgets =
        sql.query(
            """
            select a.owner, a.asset from accounts a
             where a.id in (
                   select s.budget_id from budget_slots s join balances b on b.account_id = s.account_id
                    where b.posted > b.held)
               and not exists (
                   select from budget_slots s join balances b on b.account_id = s.account_id
                     join entries e on e.account_id = b.account_id and e.seq = b.seq
                     join journals j on j.id = e.journal_id
                    where s.budget_id = a.id and j.recorded_at > ?)
             order by a.id limit 1
            """,
            row -> AccountRef.budget(row.getString(1), row.getString(2)),
            clock.instant().minus(idle));
    budgets.forEach(ledger::gather);
    return !budgets.isEmpty();
  }
}
