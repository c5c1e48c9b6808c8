package io.goodword.reward.coupon;

import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where it is kept what orders did with codes; always changed under the lock of the coupon. */
@Singleton
class StoredUses {

  private static final String ALL =
      "select id, coupon_id, order_id, customer_id, state, discount, currency, counted, round,"
          + " hold_id, journal_id, rolled_back, expires_at, redeemed_at from coupon_uses ";

  private final Sql sql;

  StoredUses(Sql sql) {
    this.sql = sql;
  }

  /**
   * What went back after a refund.
   *
   * @param restored whether the code can be used again
   */
  record Rollback(String refundId, long amount, UUID journalId, boolean restored) {}

  Optional<Use> find(UUID id) {
    return sql.first(ALL + "where id = ?", StoredUses::use, id);
  }

  Optional<Use> of(UUID coupon, String order) {
    return sql.first(ALL + "where coupon_id = ? and order_id = ?", StoredUses::use, coupon, order);
  }

  /** Ids of reservations whose time is over. */
  List<UUID> due(Instant now, int limit) {
    return sql.query(
        "select id from coupon_uses where state = 'reserved' and expires_at <= ?"
            + " order by expires_at limit ?",
        row -> row.getObject(1, UUID.class),
        now,
        limit);
  }

  /** Which of some orders have used a code, however that ended. */
  Set<String> orders(UUID coupon, List<String> orders) {
    return Set.copyOf(
        sql.query(
            "select order_id from coupon_uses where coupon_id = ? and order_id = any(?)",
            row -> row.getString(1),
            coupon,
            orders));
  }

  /** Stores uses, or the next round of those that were over. */
  void put(List<Use> uses, Instant now) {
    sql.batch(
        """
        insert into coupon_uses (id, coupon_id, order_id, customer_id, state, discount, currency, counted, round,
                                 hold_id, journal_id, reserved_at, expires_at, redeemed_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (id) do update set customer_id = excluded.customer_id, state = excluded.state, discount = excluded.discount,
          currency = excluded.currency, counted = excluded.counted, round = excluded.round,
          hold_id = excluded.hold_id, journal_id = excluded.journal_id, reserved_at = excluded.reserved_at,
          expires_at = excluded.expires_at, redeemed_at = excluded.redeemed_at
        """,
        uses.stream().map(use -> row(use, now)).toList());
  }

  private static @Nullable Object[] row(Use use, Instant now) {
    return new @Nullable Object[] {
      use.id(),
      use.couponId(),
      use.orderId(),
      use.customerId(),
      use.state().code(),
      use.discount(),
      use.currency(),
      use.counted(),
      use.round(),
      use.holdId(),
      use.journalId(),
      use.reserved() ? now : null,
      use.expiresAt(),
      use.redeemedAt()
    };
  }

  /** A reserved use is redeemed. */
  void redeemed(UUID id, UUID journal, Instant now) {
    sql.update(
        "update coupon_uses set state = 'redeemed', journal_id = ?, redeemed_at = ? where id = ?",
        journal,
        now,
        id);
  }

  /** A reserved use ended without a redemption. */
  void ended(UUID id, Use.State state) {
    sql.update("update coupon_uses set state = ? where id = ?", state.code(), id);
  }

  Optional<Rollback> rollback(UUID use, String refund) {
    return sql.first(
        "select refund_id, amount, journal_id, restored from coupon_rollbacks"
            + " where use_id = ? and refund_id = ?",
        row ->
            new Rollback(
                row.getString(1), row.getLong(2), row.getObject(3, UUID.class), row.getBoolean(4)),
        use,
        refund);
  }

  /** Notes what went back. */
  void rolledBack(UUID use, Rollback rollback, Use.State state, Instant now) {
    sql.update(
        "insert into coupon_rollbacks (use_id, refund_id, amount, journal_id, restored, recorded_at)"
            + " values (?, ?, ?, ?, ?, ?)",
        use,
        rollback.refundId(),
        rollback.amount(),
        rollback.journalId(),
        rollback.restored(),
        now);
    sql.update(
        "update coupon_uses set rolled_back = rolled_back + ?, state = ? where id = ?",
        rollback.amount(),
        state.code(),
        use);
  }

  private static Use use(ResultSet row) throws SQLException {
    return new Use(
        row.getObject("id", UUID.class),
        row.getObject("coupon_id", UUID.class),
        row.getString("order_id"),
        row.getString("customer_id"),
        Use.State.of(row.getString("state")),
        row.getLong("discount"),
        row.getString("currency"),
        row.getBoolean("counted"),
        row.getInt("round"),
        row.getObject("hold_id", UUID.class),
        row.getObject("journal_id", UUID.class),
        row.getLong("rolled_back"),
        Sql.instantOrNull(row, "expires_at"),
        Sql.instantOrNull(row, "redeemed_at"));
  }
}
