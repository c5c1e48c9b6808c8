package io.goodword.reward.coupon;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.paging.Cursor;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The coupons that a customer has and had. */
@ApplicationScoped
public class CustomerCoupons {

  private static final String ALL =
      """
      select c.id, c.pool, c.last4, c.sealed, c.holder, c.issued_at, c.state, c.uses, c.redeemed, c.value,
             c.grant_id, c.recalled, c.expiries, p.terms, coalesce(b.posted - b.held, 0) as money
        from coupons c join coupon_pools p on p.name = c.pool
        left join accounts a on c.value is not null and a.class = 'escrow' and a.owner = 'card/' || c.id
         and a.asset = p.terms ->> 'currency'
        left join balances b on b.account_id = a.id
       where c.holder = ? and (?::uuid is null or c.id < ?::uuid)
      """;
  private static final String GOOD =
      "(c.state = 'live' and case when c.value is null then c.redeemed = 0"
          + " else coalesce(b.posted, 0) > 0 end)";

  private final Sql sql;
  private final CodeVault vault;
  private final Clock clock;

  CustomerCoupons(Sql sql, CodeVault vault, Clock clock) {
    this.sql = sql;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * A coupon in a customer's wallet. Amounts are minor units of the currency.
   *
   * @param state valid, not-yet-valid, reserved, used, expired or withdrawn
   * @param code the code, for its holder alone
   * @param amount what it takes off, or what a gift card was issued with
   * @param basisPoints hundredths of a percent that it takes off
   * @param left what is left on a gift card and not reserved
   * @param expiresAt first moment at which it is no longer valid
   */
  public record Held(
      UUID couponId,
      String pool,
      String state,
      @Nullable String code,
      String last4,
      Kind kind,
      String currency,
      @Nullable Long amount,
      @Nullable Integer basisPoints,
      @Nullable Long cap,
      long minimumSpend,
      List<String> includedProducts,
      List<String> excludedProducts,
      @Nullable String market,
      @Nullable Long left,
      @Nullable Instant validFrom,
      @Nullable Instant expiresAt,
      Instant assignedAt) {

    /** Whether it can be used, now or later. */
    boolean usable() {
      return List.of("valid", "not-yet-valid", "reserved").contains(state);
    }
  }

  private record Found(Coupon coupon, Terms terms, long left) {}

  /**
   * A page of a customer's coupons, newest first.
   *
   * @param clear whether codes are shown: to their holder, never to support
   * @throws Problem 400 malformed-cursor, 422 for a wrong limit
   */
  @Transactional
  public Page<Held> of(
      String customer, boolean clear, @Nullable String after, @Nullable Integer limit) {
    int size = Cursor.limit(limit);
    return Cursor.page(
        list("", customer, clear, cursor(after), size + 1),
        size,
        coupon -> coupon.couponId().toString());
  }

  /**
   * The same without those that can no longer be used; a page can have fewer items than asked for.
   */
  @Transactional
  public Page<Held> usable(
      String customer, boolean clear, @Nullable String after, @Nullable Integer limit) {
    int size = Cursor.limit(limit);
    Page<Held> page =
        Cursor.page(
            list("and " + GOOD, customer, clear, cursor(after), size + 1),
            size,
            coupon -> coupon.couponId().toString());
    return new Page<>(page.items().stream().filter(Held::usable).toList(), page.next());
  }

  /** The newest of those that can no longer be used, without their codes. */
  @Transactional
  public List<Held> past(String customer, int limit) {
    return list("and not " + GOOD, customer, false, null, limit).stream()
        .filter(coupon -> !coupon.usable())
        .toList();
  }

  private List<Held> list(
      String condition, String customer, boolean clear, @Nullable UUID before, int limit) {
    Instant now = clock.instant();
    return sql
        .query(
            ALL + condition + " order by c.id desc limit ?",
            CustomerCoupons::found,
            customer,
            before,
            before,
            limit)
        .stream()
        .map(found -> held(found, clear, now))
        .toList();
  }

  private static @Nullable UUID cursor(@Nullable String after) {
    String key = Cursor.decode(after);
    try {
      return key == null ? null : UUID.fromString(key);
    } catch (IllegalArgumentException e) {
      throw Problem.of(
          400, "malformed-cursor", "The cursor cannot be read", "Use 'next' of the page before.");
    }
  }

  private Held held(Found found, boolean clear, Instant now) {
    Coupon coupon = found.coupon();
    Terms terms = found.terms();
    byte[] sealed = coupon.sealed();
    return new Held(
        coupon.id(),
        coupon.pool(),
        WalletState.of(coupon, terms, found.left(), now),
        clear && sealed != null ? vault.openCode(coupon.id(), sealed) : null,
        coupon.last4(),
        terms.kind(),
        terms.currency(),
        coupon.card() ? coupon.value() : terms.amount(),
        terms.basisPoints(),
        terms.cap(),
        terms.minimumSpend(),
        terms.includedProducts(),
        terms.excludedProducts(),
        terms.market(),
        coupon.card() ? found.left() : null,
        terms.validFrom(),
        terms.endOf(coupon.assignedAt()),
        coupon.issuedAt());
  }

  private static Found found(ResultSet row) throws SQLException {
    return new Found(
        StoredCoupons.coupon(row),
        EventJson.readOwn(row.getString("terms"), Terms.class),
        row.getLong("money"));
  }
}
