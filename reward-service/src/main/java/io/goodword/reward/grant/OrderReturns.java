package io.goodword.reward.grant;

import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What came back of orders; each row is the lock between a grant for an order and its refund. */
@Singleton
class OrderReturns {

  private static final Duration RETENTION = Duration.ofDays(400);
  private static final String RETURNING = " returning paid, refunded, cancelled";

  private final Sql sql;
  private final Clock clock;

  OrderReturns(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** Locks an order and reads what came back of it. */
  Returned lock(String orderId) {
    return upsert("on conflict (order_id) do update set order_id = excluded.order_id", orderId, 0);
  }

  /**
   * Notes what was paid for orders.
   *
   * @param amounts by order, sorted as they are locked
   */
  Map<String, Returned> paid(SortedMap<String, Long> amounts) {
    var returned = new HashMap<String, Returned>();
    sql.query(
            "insert into order_returns (order_id, paid, changed_at)"
                + " select o.id, o.paid, ?::timestamptz"
                + " from unnest(?::text[], ?::bigint[]) with ordinality as o (id, paid, n)"
                + " order by o.n on conflict (order_id) do update set paid = excluded.paid,"
                + " changed_at = excluded.changed_at"
                + RETURNING
                + ", order_id",
            row -> Map.entry(row.getString("order_id"), returned(row)),
            clock.instant(),
            amounts.keySet(),
            amounts.values())
        .forEach(row -> returned.put(row.getKey(), row.getValue()));
    return returned;
  }

  /** Adds a refund; the same one again adds nothing. */
  Returned refunded(String orderId, String refundId, long amount) {
    int first =
        sql.update(
            "insert into order_refunds (order_id, refund_id) values (?, ?) on conflict do nothing",
            orderId,
            refundId);
    return upsert(
        "on conflict (order_id) do update set refunded = order_returns.refunded + excluded.refunded,"
            + " changed_at = excluded.changed_at",
        orderId,
        first == 1 ? amount : 0);
  }

  /** Notes that an order was cancelled; then nothing of it counts. */
  Returned cancelled(String orderId) {
    return sql.first(
            "insert into order_returns (order_id, cancelled, changed_at) values (?, true, ?)"
                + " on conflict (order_id) do update set cancelled = true,"
                + " changed_at = excluded.changed_at"
                + RETURNING,
            OrderReturns::returned,
            orderId,
            clock.instant())
        .orElseThrow();
  }

  /** Forgets orders that nothing has happened to for longer than facts are kept. */
  void forget() {
    sql.update(
        "with old as (delete from order_returns where changed_at < ? returning order_id)"
            + " delete from order_refunds where order_id in (select order_id from old)",
        clock.instant().minus(RETENTION));
  }

  private Returned upsert(String onConflict, String orderId, long refunded) {
    return sql.first(
            "insert into order_returns (order_id, refunded, changed_at) values (?, ?, ?) "
                + onConflict
                + RETURNING,
            OrderReturns::returned,
            orderId,
            refunded,
            clock.instant())
        .orElseThrow();
  }

  private static Returned returned(ResultSet row) throws SQLException {
    @Nullable Long paid = row.getObject("paid", Long.class);
    return new Returned(paid, row.getLong("refunded"), row.getBoolean("cancelled"));
  }
}
