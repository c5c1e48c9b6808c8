package io.goodword.reward.points;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.TimedLedger;
import io.goodword.reward.points.LotActor.Noted;
import io.goodword.reward.points.LotBook.Seen;
import io.goodword.reward.points.LotScript.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Lets the customers of the model test act, and compares what became of them with their books. */
final class LotRunner {

  private final TimedLedger ledger;
  private final Sql sql;

  LotRunner(TimedLedger ledger, Sql sql) {
    this.ledger = ledger;
    this.sql = sql;
  }

  /**
   * Lets each customer make their calls; the n-th calls of all are one call of the ledger, at the
   * moment that they share.
   */
  Map<Integer, String> go(List<LotActor> actors, List<List<List<Step>>> calls) {
    Map<Integer, String> failures = new HashMap<>();
    int longest = calls.stream().mapToInt(List::size).max().orElse(0);
    for (int round = 0; round < longest; round++) {
      var operations = new ArrayList<Operation>();
      var whose = new ArrayList<Integer>();
      var steps = new ArrayList<Step>();
      for (int i = 0; i < actors.size(); i++) {
        if (!failures.containsKey(i) && round < calls.get(i).size()) {
          for (Step step : calls.get(i).get(round)) {
            Optional<Operation> operation = actors.get(i).operation(step);
            if (operation.isPresent()) {
              operations.add(operation.get());
              whose.add(i);
              steps.add(step);
            }
          }
        }
      }
      if (!operations.isEmpty()) {
        List<Outcome> outcomes = ledger.apply(operations, steps.getFirst().at());
        for (int i = 0; i < outcomes.size(); i++) {
          int who = whose.get(i);
          if (!failures.containsKey(who)) {
            actors
                .get(who)
                .differs(steps.get(i), outcomes.get(i))
                .ifPresent(how -> failures.put(who, how));
          }
        }
      }
    }
    compare(actors, failures);
    comparePast(actors, failures);
    return failures;
  }

  /** Every account of the customers, entry by entry, without what differs by customer. */
  List<String> history(List<LotActor> actors) {
    return sql.query(
        """
        select concat_ws(' ', array_position(?::text[], a.owner), a.class, a.asset, e.seq, e.amount, e.balance_after,
                         j.kind, j.recorded_at)
          from accounts a join entries e on e.account_id = a.id join journals j on j.id = e.journal_id
         where a.owner = any(?) order by array_position(?::text[], a.owner), a.class, a.asset, e.seq
        """,
        row -> row.getString(1),
        owners(actors),
        owners(actors),
        owners(actors));
  }

  private static List<String> owners(List<LotActor> actors) {
    return actors.stream().map(actor -> actor.owner).toList();
  }

  /**
   * The balance at each moment is what a replay up to it gives, where the clock never went back.
   */
  private void comparePast(List<LotActor> actors, Map<Integer, String> failures) {
    Map<String, Integer> index = new HashMap<>();
    var owners = new ArrayList<String>();
    var moments = new ArrayList<String>();
    var replayed = new ArrayList<Long>();
    for (int i = 0; i < actors.size(); i++) {
      List<Noted> noted = actors.get(i).noted;
      index.put(actors.get(i).owner, i);
      for (int n = 0; n < noted.size() && isInOrder(noted); n++) {
        // of several at one moment the last counts
        if (n + 1 == noted.size() || noted.get(n + 1).at().isAfter(noted.get(n).at())) {
          owners.add(actors.get(i).owner);
          moments.add(noted.get(n).at().toString());
          replayed.add(noted.get(n).balance());
        }
      }
    }
    List<Long> found =
        sql.query(
            """
            select coalesce((select e.balance_after from entries e
                              where e.account_id = a.id and e.seq = ledger_seq_at(a.id, w.at::timestamptz)), 0)
              from unnest(?::text[], ?::text[]) with ordinality w (owner, at, place)
              join accounts a on a.owner = w.owner and a.class = 'customer' order by w.place
            """,
            row -> row.getLong(1),
            owners,
            moments);
    for (int i = 0; i < found.size(); i++) {
      if (!found.get(i).equals(replayed.get(i))) {
        failures.putIfAbsent(
            index.getOrDefault(owners.get(i), 0),
            "expected %d at %s, but it was %d"
                .formatted(replayed.get(i), moments.get(i), found.get(i)));
      }
    }
  }

  private static boolean isInOrder(List<Noted> noted) {
    return IntStream.range(1, noted.size())
        .noneMatch(n -> noted.get(n).at().isBefore(noted.get(n - 1).at()));
  }

  private void compare(List<LotActor> actors, Map<Integer, String> failures) {
    List<String> owners = owners(actors);
    Map<String, List<Seen>> lots = new HashMap<>();
    sql.query(
        """
        select a.owner, l.campaign_id, l.expires_at, l.amount, l.remaining from accounts a
          join lots l on l.account_id = a.id where a.class = 'customer' and a.owner = any(?)
         order by l.expires_at, l.id
        """,
        row ->
            lots.computeIfAbsent(row.getString("owner"), any -> new ArrayList<>())
                .add(
                    new Seen(
                        row.getString("campaign_id"),
                        Sql.instantOrNull(row, "expires_at"),
                        row.getLong("amount"),
                        row.getLong("remaining"))),
        owners);
    Map<String, Long> debts = new HashMap<>();
    sql.query(
        "select a.owner, -b.posted from accounts a join balances b on b.account_id = a.id"
            + " where a.class = 'debt' and a.owner = any(?)",
        row -> debts.put(row.getString(1), row.getLong(2)) == null,
        owners);
    Map<String, Long> stocks = new HashMap<>();
    sql.query(
        "select a.owner, b.posted from accounts a join balances b on b.account_id = a.id"
            + " where a.class = 'stock' and a.owner = any(?)",
        row -> stocks.put(row.getString(1), row.getLong(2)) == null,
        owners);
    for (int i = 0; i < actors.size(); i++) {
      LotActor actor = actors.get(i);
      if (stocks.getOrDefault(actor.owner, 0L) != actor.inStock) {
        failures.putIfAbsent(
            i, "expected stock " + actor.inStock + ", but it is " + stocks.get(actor.owner));
      }
      List<Seen> seen = lots.getOrDefault(actor.owner, List.of());
      if (!seen.equals(actor.book.seen())) {
        failures.putIfAbsent(i, "expected lots " + actor.book.seen() + ", but they are " + seen);
      }
      long debt = debts.getOrDefault(actor.owner, 0L);
      if (debt != actor.book.debt()) {
        failures.putIfAbsent(i, "expected debt " + actor.book.debt() + ", but it is " + debt);
      }
    }
  }
}
