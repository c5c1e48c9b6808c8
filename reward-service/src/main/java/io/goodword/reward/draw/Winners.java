package io.goodword.reward.draw;

import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which tickets won what, and whether it was paid. */
@Singleton
class Winners {

  private final Sql sql;

  Winners(Sql sql) {
    this.sql = sql;
  }

  /**
   * A ticket that won.
   *
   * @param score 64 hexadecimal digits
   * @param asset asset of the prize
   * @param amount minor units of the prize
   */
  record Winner(
      int rank,
      int prize,
      Ticket ticket,
      String customerId,
      String score,
      String asset,
      long amount) {}

  void insert(UUID draw, List<Winner> winners) {
    sql.batch(
        "insert into draw_winners (draw_id, rank, prize, account_id, ticket, customer_id, holder,"
            + " score, asset, amount) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        winners.stream()
            .map(
                winner ->
                    new @Nullable Object[] {
                      draw,
                      winner.rank(),
                      winner.prize(),
                      winner.ticket().account(),
                      winner.ticket().number(),
                      winner.customerId(),
                      winner.ticket().holder(),
                      winner.score(),
                      winner.asset(),
                      winner.amount()
                    })
            .toList());
  }

  /** All winners by rank. */
  List<Winner> of(UUID draw) {
    return query("", draw, Drafting.MOST_PRIZES);
  }

  /** Winners whose prize was not paid yet. */
  List<Winner> unpaid(UUID draw, int limit) {
    return query("and journal_id is null ", draw, limit);
  }

  /** Notes the journals that paid some winners, in the same order. */
  void paid(UUID draw, List<Winner> winners, List<UUID> journals) {
    var rows = new ArrayList<@Nullable Object[]>();
    for (int i = 0; i < winners.size(); i++) {
      rows.add(new @Nullable Object[] {journals.get(i), draw, winners.get(i).rank()});
    }
    sql.batch("update draw_winners set journal_id = ? where draw_id = ? and rank = ?", rows);
  }

  private List<Winner> query(String condition, UUID draw, int limit) {
    return sql.query(
        "select * from draw_winners where draw_id = ? " + condition + "order by rank limit ?",
        row ->
            new Winner(
                row.getInt("rank"),
                row.getInt("prize"),
                new Ticket(
                    row.getLong("account_id"), row.getInt("ticket"), row.getString("holder")),
                row.getString("customer_id"),
                row.getString("score"),
                row.getString("asset"),
                row.getLong("amount")),
        draw,
        limit);
  }
}
