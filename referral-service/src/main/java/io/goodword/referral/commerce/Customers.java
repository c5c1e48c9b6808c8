package io.goodword.referral.commerce;

import io.goodword.contracts.Money;
import io.goodword.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the facts, by customer. Every change takes the earliest time or adds to a set,
 * so the sequence of the reports makes no difference.
 */
@ApplicationScoped
public class Customers {

  private final Sql sql;

  Customers(Sql sql) {
    this.sql = sql;
  }

  /** What is known of a customer. */
  public Optional<CustomerFacts> find(String customerId) {
    return sql.first(
        "select registered_at, first_seen_at from customers where customer_id = ?",
        row ->
            new CustomerFacts(
                customerId,
                Sql.instantOrNull(row, "registered_at"),
                Sql.instant(row, "first_seen_at"),
                orders(customerId),
                signals(customerId)),
        customerId);
  }

  /** Hashes that the shop gave for a customer, empty for one we do not know. */
  public Set<Signal> signals(String customerId) {
    return new HashSet<>(
        sql.query(
            "select kind, hash from customer_signals where customer_id = ?",
            row -> new Signal(Signal.Kind.valueOf(row.getString("kind")), row.getString("hash")),
            customerId));
  }

  private List<OrderFacts> orders(String customerId) {
    return sql.query(
        """
        select o.order_id, o.paid_at, coalesce(o.paid, 0) as paid, o.cancelled_at,
               coalesce(r.refunded, 0) as refunded, greatest(o.cancelled_at, r.latest) as changed_at
        from customer_orders o
        left join lateral (
          select sum(f.amount)::bigint as refunded, max(f.refunded_at) as latest
          from order_refunds f
          where f.customer_id = o.customer_id and f.order_id = o.order_id
            and f.currency = o.currency) r on true
        where o.customer_id = ?
        order by o.paid_at, o.order_id
        """,
        Customers::order,
        customerId);
  }

  private static OrderFacts order(ResultSet row) throws SQLException {
    return new OrderFacts(
        row.getString("order_id"),
        Sql.instantOrNull(row, "paid_at"),
        row.getLong("paid"),
        row.getLong("refunded"),
        Sql.instantOrNull(row, "cancelled_at"),
        Sql.instantOrNull(row, "changed_at"));
  }

  /** Notes that a customer was there and locks their row until the transaction ends. */
  void seen(String customerId, Instant at, @Nullable Instant registeredAt) {
    sql.update(
        """
        insert into customers (customer_id, first_seen_at, registered_at) values (?, ?, ?)
        on conflict (customer_id) do update set
          first_seen_at = least(customers.first_seen_at, excluded.first_seen_at),
          registered_at = least(customers.registered_at, excluded.registered_at)
        """,
        customerId,
        at,
        registeredAt);
  }

  void signalled(String customerId, Set<Signal> signals) {
    for (Signal signal : signals) {
      sql.update(
          "insert into customer_signals (customer_id, kind, hash) values (?, ?, ?)"
              + " on conflict do nothing",
          customerId,
          signal.kind(),
          signal.hash());
    }
  }

  /** Of two payments of one order the earlier counts. */
  void paid(String customerId, String orderId, Instant at, Money amount) {
    sql.update(
        """
        insert into customer_orders (customer_id, order_id, paid_at, paid, currency) values (?, ?, ?, ?, ?)
        on conflict (customer_id, order_id) do update set
          paid_at = excluded.paid_at, paid = excluded.paid, currency = excluded.currency
        where customer_orders.paid_at is null or customer_orders.paid_at > excluded.paid_at
        """,
        customerId,
        orderId,
        at,
        amount.amount(),
        amount.currency());
  }

  /** A refund counts once under its own id, however often it is reported. */
  void refunded(String customerId, String orderId, String refundId, Instant at, Money amount) {
    know(customerId, orderId);
    sql.update(
        """
        insert into order_refunds (customer_id, order_id, refund_id, refunded_at, amount, currency)
        values (?, ?, ?, ?, ?, ?) on conflict do nothing
        """,
        customerId,
        orderId,
        refundId,
        at,
        amount.amount(),
        amount.currency());
  }

  void cancelled(String customerId, String orderId, Instant at) {
    sql.update(
        """
        insert into customer_orders (customer_id, order_id, cancelled_at) values (?, ?, ?)
        on conflict (customer_id, order_id) do update set
          cancelled_at = least(customer_orders.cancelled_at, excluded.cancelled_at)
        """,
        customerId,
        orderId,
        at);
  }

  private void know(String customerId, String orderId) {
    sql.update(
        "insert into customer_orders (customer_id, order_id) values (?, ?) on conflict do nothing",
        customerId,
        orderId);
  }
}
