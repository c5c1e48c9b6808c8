package io.goodword.review.request;

import io.goodword.contracts.Money;
import io.goodword.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What must be known of orders to tell a full refund from a partial one, whatever comes first. Each
 * refund counts once, by the shop's refund id.
 */
@ApplicationScoped
class OrderFacts {

  private final Sql sql;

  OrderFacts(Sql sql) {
    this.sql = sql;
  }

  void paid(String orderId, Money total) {
    sql.update(
        """
        insert into order_facts (order_id, total, currency) values (?, ?, ?)
        on conflict (order_id) do update set total = excluded.total, currency = excluded.currency
        """,
        orderId,
        total.amount(),
        total.currency());
  }

  void refunded(String orderId, String refundId, Money amount) {
    sql.update("insert into order_facts (order_id) values (?) on conflict do nothing", orderId);
    sql.update(
        """
        insert into order_refunds (order_id, refund_id, amount, currency) values (?, ?, ?, ?)
        on conflict do nothing
        """,
        orderId,
        refundId,
        amount.amount(),
        amount.currency());
  }

  void cancelled(String orderId) {
    sql.update(
        """
        insert into order_facts (order_id, cancelled) values (?, true)
        on conflict (order_id) do update set cancelled = true
        """,
        orderId);
  }

  /**
   * Why nobody should be asked about the order any more, empty when there is no reason: it was
   * cancelled, or all that was paid has been refunded.
   */
  String endOf(String orderId) {
    return sql.first(
            """
            select case
                when f.cancelled then 'order-cancelled'
                when f.total > 0 and f.total <= (select coalesce(sum(r.amount), 0) from order_refunds r
                    where r.order_id = f.order_id and r.currency = f.currency) then 'order-refunded'
                else '' end as reason
            from order_facts f where f.order_id = ?
            """,
            row -> row.getString("reason"),
            orderId)
        .orElse("");
  }
}
