package io.goodword.reward.draw;

import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who takes part in draws: chances while a draw is open, tickets when they are fixed. */
@Singleton
class Entrants {

  private final Sql sql;

  Entrants(Sql sql) {
    this.sql = sql;
  }

  /** Chances that lie in a customer's account and can be moved. */
  record Chance(long account, String customerId, long chances) {}

  /**
   * Somebody with fixed tickets.
   *
   * @param chances what was moved, also what lay above the maximum
   * @param tickets how many take part
   */
  record Entrant(
      long account, String customerId, long chances, int tickets, String salt, String holder) {}

  /**
   * Tickets that were bought.
   *
   * @param takenBack whether finance reversed the journal by itself before
   */
  record Purchase(UUID journal, boolean takenBack) {}

  /**
   * How tickets stand.
   *
   * @param people who have at least one
   * @param tickets those that take part by the maximum for one person
   */
  record Count(long people, long tickets) {}

  /** Tickets as they are fixed, before that by the chances in the accounts of customers. */
  Count count(Draw draw) {
    if (draw.frozen() != null) {
      return sql.first(
              "select count(*), coalesce(sum(tickets), 0) from draw_entrants where draw_id = ?",
              row -> new Count(row.getLong(1), row.getLong(2)),
              draw.id())
          .orElseThrow();
    }
    return sql.first(
            "select count(*), coalesce(sum(least(b.posted, ?)), 0)"
                + " from accounts a join balances b on b.account_id = a.id"
                + " where a.class = 'customer' and a.asset = ? and a.asset like 'CHANCE:%'"
                + " and b.posted > 0",
            row -> new Count(row.getLong(1), row.getLong(2)),
            (long) draw.rules().tickets().maxPerPerson(),
            draw.chances())
        .orElseThrow();
  }

  /** Chances of one customer, 0 without any. */
  long chances(Draw draw, String customerId) {
    return sql.first(
            "select b.posted from accounts a join balances b on b.account_id = a.id"
                + " where a.class = 'customer' and a.owner = ? and a.asset = ?",
            row -> row.getLong(1),
            customerId,
            draw.chances())
        .orElse(0L);
  }

  /** Accounts that still hold chances and have no tickets yet, in the lock order of the ledger. */
  List<Chance> chances(Draw draw, int limit) {
    return sql.query(
        """
        select a.id, a.owner, b.posted - b.held as free
          from accounts a join balances b on b.account_id = a.id
         where a.class = 'customer' and a.asset = ? and a.asset like 'CHANCE:%' and b.posted - b.held > 0
           and not exists (select from draw_entrants e where e.draw_id = ? and e.account_id = a.id)
         order by a.id limit ?
        """,
        row -> new Chance(row.getLong(1), row.getString(2), row.getLong(3)),
        draw.chances(),
        draw.id(),
        limit);
  }

  void enter(UUID draw, List<Entrant> entrants) {
    sql.batch(
        "insert into draw_entrants (draw_id, account_id, customer_id, chances, tickets, salt, holder)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        entrants.stream()
            .map(
                entrant ->
                    new @Nullable Object[] {
                      draw,
                      entrant.account(),
                      entrant.customerId(),
                      entrant.chances(),
                      entrant.tickets(),
                      entrant.salt(),
                      entrant.holder()
                    })
            .toList());
  }

  /** The part of one customer in a draw whose tickets are fixed. */
  Optional<Entrant> of(UUID draw, String customerId) {
    return query("and customer_id = ? ", draw, customerId).stream().findFirst();
  }

  /** Customers behind some accounts of a draw. */
  Map<Long, String> customers(UUID draw, List<Long> accounts) {
    return sql
        .query(
            "select account_id, customer_id from draw_entrants"
                + " where draw_id = ? and account_id = any(?::bigint[])",
            row -> Map.entry(row.getLong(1), row.getString(2)),
            draw,
            accounts)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Every fixed ticket of a draw. */
  TicketList tickets(UUID draw) {
    var tickets = new ArrayList<Ticket>();
    for (Entrant entrant : query("", draw)) {
      for (int number = 1; number <= entrant.tickets(); number++) {
        tickets.add(new Ticket(entrant.account(), number, entrant.holder()));
      }
    }
    return new TicketList(tickets);
  }

  private List<Entrant> query(String condition, Object... arguments) {
    return sql.query(
        "select * from draw_entrants where draw_id = ? " + condition + "order by account_id",
        row ->
            new Entrant(
                row.getLong("account_id"),
                row.getString("customer_id"),
                row.getLong("chances"),
                row.getInt("tickets"),
                row.getString("salt"),
                row.getString("holder")),
        arguments);
  }

  /** Notes what was bought; the same journal again changes nothing. */
  void bought(UUID journal, UUID draw, String customerId, int tickets, Instant now) {
    sql.update(
        "insert into draw_purchases (journal_id, draw_id, customer_id, tickets, bought_at)"
            + " values (?, ?, ?, ?, ?) on conflict do nothing",
        journal,
        draw,
        customerId,
        tickets,
        now);
  }

  /** A purchase of a cancelled draw that was not looked at yet. */
  Optional<Purchase> unrefunded(UUID draw) {
    return sql.first(
        "select p.journal_id, exists (select from journals j where j.reverses = p.journal_id)"
            + " from draw_purchases p where p.draw_id = ? and not p.refunded"
            + " order by p.journal_id limit 1",
        row -> new Purchase(row.getObject(1, UUID.class), row.getBoolean(2)),
        draw);
  }

  void refunded(UUID journal) {
    sql.update("update draw_purchases set refunded = true where journal_id = ?", journal);
  }
}
