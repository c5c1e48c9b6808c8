package io.goodword.reward.coupon;

import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Moves what nobody can use any more out of what customers are owed: units and money on cards. */
@ApplicationScoped
public class Expiring {

  private final StoredPools pools;
  private final StoredCoupons coupons;
  private final Ledger ledger;
  private final Clock clock;

  Expiring(StoredPools pools, StoredCoupons coupons, Ledger ledger, Clock clock) {
    this.pools = pools;
    this.coupons = coupons;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Names of the pools with codes whose time is over. */
  @Transactional
  public List<String> pools() {
    return coupons.poolsWithEnded(clock.instant());
  }

  /**
   * Expires codes of a pool whose time is over; those that are reserved have time until their
   * reservation ends. Replicas share the work, since each passes over what another has locked.
   *
   * @param limit most codes at once, positive
   * @return how many ended
   */
  @Transactional
  public int ended(String name, int limit) {
    Instant now = StoredTime.now(clock);
    // a longer validity that is granted at this moment is waited for, and counts
    Pool pool = pools.forChange(name);
    Instant until = pool.terms().validUntil();
    Duration span = pool.terms().validFor();
    List<Coupon> over =
        coupons.ended(
            name,
            span == null ? null : now.minus(span),
            until != null && !now.isBefore(until),
            limit);
    Map<UUID, Long> left =
        pool.terms().giftCard() ? coupons.left(over, pool.terms().currency()) : Map.of();
    var moved = new ArrayList<Coupon>();
    var operations = new ArrayList<Operation>();
    for (Coupon coupon : over) {
      long money = left.getOrDefault(coupon.id(), 0L);
      if (coupon.card() && money == 0) {
        coupons.setState(coupon.id(), Coupon.State.EXPIRED);
      } else {
        moved.add(coupon);
        operations.add(Movements.expire(coupon, pool, money));
      }
    }
    List<Outcome> outcomes = ledger.apply(operations);
    for (int i = 0; i < moved.size(); i++) {
      // a unit that was taken back in the books has nothing left to expire
      boolean gone = outcomes.get(i) instanceof Outcome.Refused;
      coupons.setState(moved.get(i).id(), gone ? Coupon.State.WITHDRAWN : Coupon.State.EXPIRED);
    }
    return over.size();
  }
}
