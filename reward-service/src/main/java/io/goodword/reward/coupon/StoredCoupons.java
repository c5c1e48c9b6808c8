package io.goodword.reward.coupon;

import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where codes are kept; each change of a count is one guarded update of one row. */
@Singleton
class StoredCoupons {

  private static final String ALL =
      "select id, pool, last4, sealed, holder, issued_at, state, uses, redeemed, value, grant_id,"
          + " recalled, expiries from coupons ";

  private final Sql sql;

  StoredCoupons(Sql sql) {
    this.sql = sql;
  }

  /** Looks a code up by its MAC under any of the secrets. */
  Optional<Coupon> byMac(List<String> macs) {
    return sql.first(
        ALL
            + "where code_mac = any((select array_agg(decode(m, 'hex')) from unnest(?::text[]) m)::bytea[])",
        StoredCoupons::coupon,
        macs);
  }

  Optional<Coupon> find(UUID id) {
    return sql.first(ALL + "where id = ?", StoredCoupons::coupon, id);
  }

  Optional<Coupon> byReference(String reference) {
    return sql.first(ALL + "where reference = ?", StoredCoupons::coupon, reference);
  }

  /** A coupon that nobody else changes until the transaction ends. */
  Coupon lock(UUID id) {
    return sql.first(ALL + "where id = ? for no key update", StoredCoupons::coupon, id)
        .orElseThrow();
  }

  /**
   * Stores a new code.
   *
   * @param reference what it was issued for, unique for ever
   * @return whether it was stored; not when the code or the reference is there already
   */
  boolean insert(Coupon coupon, String mac, String reference) {
    return sql.update(
            "insert into coupons (id, pool, code_mac, last4, sealed, holder, issued_at, value,"
                + " reference, grant_id) values (?, ?, decode(?, 'hex'), ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict do nothing",
            coupon.id(),
            coupon.pool(),
            mac,
            coupon.last4(),
            coupon.sealed(),
            coupon.holder(),
            coupon.issuedAt(),
            coupon.value(),
            reference,
            coupon.grantId())
        == 1;
  }

  /**
   * Takes uses, if that many are left.
   *
   * @param limit uses of the code, null for any number
   * @param wanted how many
   * @param redeemed how many of them are redeemed at once and not reserved
   * @return whether they were taken, all of them
   */
  boolean take(UUID id, @Nullable Integer limit, int wanted, int redeemed) {
    return sql.update(
            "update coupons set uses = uses + ?, redeemed = redeemed + ?"
                + " where id = ? and state = 'live' and (?::int is null or uses + ? <= ?::int)",
            wanted,
            redeemed,
            id,
            limit,
            wanted,
            limit)
        == 1;
  }

  /** A reserved use is redeemed. */
  void redeemed(UUID id) {
    sql.update("update coupons set redeemed = redeemed + 1 where id = ?", id);
  }

  /** Gives a use back. */
  void giveBack(UUID id, int redeemed, Coupon.State state) {
    sql.update(
        "update coupons set uses = uses - 1, redeemed = redeemed - ?, state = ? where id = ?",
        redeemed,
        state.code(),
        id);
  }

  void setState(UUID id, Coupon.State state) {
    sql.update(
        "update coupons set state = ?, expiries = expiries + case when ? = 'expired' then 1 else 0 end"
            + " where id = ?",
        state.code(),
        state.code(),
        id);
  }

  void recall(UUID id) {
    sql.update("update coupons set recalled = true where id = ?", id);
  }

  /**
   * Counts a use of a customer, where the pool limits them.
   *
   * @return whether the limit allowed it
   */
  boolean takeOfCustomer(String pool, String customer, int limit) {
    return sql.update(
            "insert into coupon_customer_uses as c (pool, customer_id, uses) values (?, ?, 1)"
                + " on conflict (pool, customer_id) do update set uses = c.uses + 1 where c.uses < ?",
            pool,
            customer,
            limit)
        == 1;
  }

  void giveBackToCustomer(String pool, String customer) {
    sql.update(
        "update coupon_customer_uses set uses = uses - 1 where pool = ? and customer_id = ?",
        pool,
        customer);
  }

  int usesOfCustomer(String pool, String customer) {
    return sql.first(
            "select uses from coupon_customer_uses where pool = ? and customer_id = ?",
            row -> row.getInt(1),
            pool,
            customer)
        .orElse(0);
  }

  /**
   * What is left on cards and not reserved, in minor units; cards without an account are left out.
   */
  Map<UUID, Long> left(Collection<Coupon> cards, String currency) {
    var byName = new HashMap<String, UUID>();
    cards.forEach(card -> byName.put(Coupon.escrowName(card.id()), card.id()));
    return sql
        .query(
            "select a.owner, b.posted - b.held from accounts a join balances b on b.account_id = a.id"
                + " where a.class = 'escrow' and a.asset = ? and a.owner = any(?)",
            row -> Map.entry(byName.get(row.getString(1)), row.getLong(2)),
            currency,
            byName.keySet())
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Codes of a grant, newest first. */
  List<Coupon> ofGrant(String grantId) {
    return sql.query(ALL + "where grant_id = ? order by id desc", StoredCoupons::coupon, grantId);
  }

  /**
   * Codes of a customer that stand for a unit and are neither reserved nor redeemed, newest first.
   */
  List<Coupon> unused(String pool, String customer) {
    return sql.query(
        ALL
            + "where holder = ? and pool = ? and state = 'live' and value is null and uses = 0"
            + " order by id desc",
        StoredCoupons::coupon,
        customer,
        pool);
  }

  /**
   * Units of a pool that a customer has and that no code stands for; negative when codes have lost
   * their unit. One statement, so that a redemption at the same moment counts on both sides.
   */
  long unitsWithoutCode(Pool pool, String customer) {
    return sql.first(
            """
            select coalesce((select b.posted from accounts a join balances b on b.account_id = a.id
                              where a.class = 'customer' and a.owner = ? and a.asset = ?), 0)
                 - (select count(*) from coupons where holder = ? and pool = ? and state = 'live'
                       and value is null and redeemed = 0)
            """,
            row -> row.getLong(1),
            customer,
            pool.asset(),
            customer,
            pool.name())
        .orElseThrow();
  }

  /** Makes others wait who attach or withdraw codes of the same customer and pool. */
  void alone(String pool, String customer) {
    sql.query(
        "select pg_advisory_xact_lock(hashtextextended(?, 0))",
        row -> true,
        "coupon/" + pool + "/" + customer);
  }

  /** Names of the pools that have codes for {@link #ended}. */
  List<String> poolsWithEnded(Instant now) {
    return sql.query(
        """
        select p.name from coupon_pools p
         where exists (select from coupons c where c.pool = p.name and c.state = 'live'
                          and (c.holder is not null or c.value is not null) and c.uses = c.redeemed
                          and (c.value is not null or c.redeemed = 0)
                          and ((p.terms ->> 'validUntil')::timestamptz <= ?
                               or (c.holder is not null and c.issued_at <= ? - (p.terms ->> 'validFor')::interval)))
         order by p.name
        """,
        row -> row.getString(1),
        now,
        now);
  }

  /**
   * Codes with a unit or money of their own whose time is over, locked; those that somebody works
   * on are left out.
   *
   * @param assignedBefore end of what the terms leave to holders, null when they set no span
   * @param over whether the whole pool has ended
   */
  List<Coupon> ended(String pool, @Nullable Instant assignedBefore, boolean over, int limit) {
    return sql.query(
        ALL
            + "where pool = ? and state = 'live' and (holder is not null or value is not null)"
            + " and uses = redeemed and (value is not null or redeemed = 0)"
            + " and (? or (holder is not null and issued_at <= ?::timestamptz))"
            + " order by issued_at, id limit ? for no key update skip locked",
        StoredCoupons::coupon,
        pool,
        over,
        assignedBefore,
        limit);
  }

  static Coupon coupon(ResultSet row) throws SQLException {
    return new Coupon(
        row.getObject("id", UUID.class),
        row.getString("pool"),
        row.getString("last4"),
        row.getBytes("sealed"),
        row.getString("holder"),
        Sql.instant(row, "issued_at"),
        Coupon.State.of(row.getString("state")),
        row.getInt("uses"),
        row.getInt("redeemed"),
        row.getObject("value", Long.class),
        row.getString("grant_id"),
        row.getBoolean("recalled"),
        row.getInt("expiries"));
  }
}
