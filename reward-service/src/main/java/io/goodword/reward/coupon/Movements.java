package io.goodword.reward.coupon;

import io.goodword.reward.ledger.AccountClass;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Purpose;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What coupons do in the books. A code with a holder is one unit of its pool's asset that the
 * holder has until it is redeemed. A card's money lies in escrow under the card's name. A code
 * without a holder comes out of issuance at the moment it is redeemed. Pure.
 */
final class Movements {

  private static final String SHOP = "shop";
  private static final String ACTOR = "reward.coupon";

  private Movements() {}

  /**
   * A unit goes to its holder, or money onto a card.
   *
   * @param source issuance or a budget, of the asset that is given
   */
  static Operation issue(Coupon coupon, Pool pool, AccountRef source, Purpose purpose) {
    if (coupon.card()) {
      return fill(coupon.id(), pool, source, purpose);
    }
    return new Operation.Post(
        Coupon.businessKey(coupon.id(), "issue"),
        purpose,
        List.of(Leg.of(source, -1), Leg.of(unit(coupon, pool), 1)));
  }

  /** Money goes onto a card. */
  static Operation fill(UUID card, Pool pool, AccountRef source, Purpose purpose) {
    long value = pool.terms().cardValue();
    return new Operation.Post(
        Coupon.businessKey(card, "issue"),
        purpose,
        List.of(
            Leg.of(source, -value), Leg.of(Coupon.escrow(card, pool.terms().currency()), value)));
  }

  /** A unit that a grant gave is turned into a card. */
  static Operation exchange(Coupon card, Pool pool) {
    String currency = pool.terms().currency();
    long value = pool.terms().cardValue();
    return new Operation.Post(
        Coupon.businessKey(card.id(), "issue"),
        because("grant", pool, card.grantId()),
        List.of(
            Leg.of(unit(card, pool), -1),
            Leg.of(spent(pool.asset()), 1),
            Leg.of(AccountRef.issuance(currency), -value),
            Leg.of(card.escrow(currency), value)));
  }

  /** A card is turned back into the unit that a grant gave; what is owed of it is repaid first. */
  static Operation exchangeBack(Coupon card, Pool pool) {
    String currency = pool.terms().currency();
    long value = pool.terms().cardValue();
    return new Operation.Post(
        Coupon.businessKey(card.id(), "withdraw"),
        because("reverse", pool, card.grantId()),
        List.of(
            Leg.of(card.escrow(currency), -value),
            Leg.of(AccountRef.issuance(currency), value),
            Leg.of(spent(pool.asset()), -1),
            Leg.earn(unit(card, pool), 1)));
  }

  /** A unit whose grant was taken back while it was reserved repays what its holder owes for it. */
  static Operation repay(Coupon coupon, Pool pool) {
    String holder = Objects.requireNonNull(coupon.holder());
    return new Operation.Post(
        Coupon.businessKey(coupon.id(), "withdraw"),
        because("reverse", pool, coupon.grantId()),
        List.of(
            Leg.of(unit(coupon, pool), -1),
            Leg.of(new AccountRef(AccountClass.DEBT, holder, pool.asset()), 1)));
  }

  /** Sets apart what an order will take; only for codes with a unit or money of their own. */
  static Operation hold(Coupon coupon, Pool pool, Use use, String actor) {
    return new Operation.Hold(
        Coupon.businessKey(coupon.id(), use.orderId() + "/hold/" + use.round()),
        purpose(pool, use, actor),
        source(coupon, pool),
        spent(asset(coupon, pool)),
        amount(coupon, use),
        null);
  }

  /** An order takes it, out of its reservation where it has one. */
  static Operation redeem(Coupon coupon, Pool pool, Use use, String actor) {
    String key = Coupon.businessKey(coupon.id(), use.orderId() + "/redeem");
    if (use.holdId() != null) {
      return new Operation.Settle(key, purpose(pool, use, actor), use.holdId(), null);
    }
    long amount = amount(coupon, use);
    return new Operation.Post(
        key,
        purpose(pool, use, actor),
        List.of(Leg.of(source(coupon, pool), -amount), Leg.of(spent(asset(coupon, pool)), amount)));
  }

  /**
   * What is left of it is no longer owed to anybody.
   *
   * @param left minor units of a card; ignored for a unit
   */
  static Operation expire(Coupon coupon, Pool pool, long left) {
    String asset = asset(coupon, pool);
    long amount = coupon.card() ? left : 1;
    return new Operation.Post(
        Coupon.businessKey(coupon.id(), "expire/" + (coupon.expiries() + 1)),
        because("expire", pool, coupon.grantId()),
        List.of(Leg.of(source(coupon, pool), -amount), Leg.of(AccountRef.breakage(asset), amount)));
  }

  private static long amount(Coupon coupon, Use use) {
    return coupon.card() ? use.discount() : 1;
  }

  private static String asset(Coupon coupon, Pool pool) {
    return coupon.card() ? pool.terms().currency() : pool.asset();
  }

  private static AccountRef source(Coupon coupon, Pool pool) {
    if (coupon.card()) {
      return coupon.escrow(pool.terms().currency());
    }
    return coupon.unit() ? unit(coupon, pool) : AccountRef.issuance(pool.asset());
  }

  private static AccountRef unit(Coupon coupon, Pool pool) {
    return AccountRef.customer(Objects.requireNonNull(coupon.holder()), pool.asset());
  }

  private static AccountRef spent(String asset) {
    return AccountRef.redemption(SHOP, asset);
  }

  private static Purpose purpose(Pool pool, Use use, String actor) {
    return Purpose.of("redeem", actor).because(pool.name(), use.orderId());
  }

  private static Purpose because(String kind, Pool pool, @Nullable String grant) {
    return Purpose.of(kind, ACTOR).because(pool.name(), grant);
  }
}
