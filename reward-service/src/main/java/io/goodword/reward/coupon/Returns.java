package io.goodword.reward.coupon;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.coupon.Checkout.Reservation;
import io.goodword.reward.coupon.Claiming.Claimed;
import io.goodword.reward.coupon.StoredUses.Rollback;
import io.goodword.reward.ledger.AccountClass;
import io.goodword.reward.ledger.Attempts;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What goes back to codes: reservations that end, and redemptions whose order was refunded. */
@ApplicationScoped
public class Returns {

  private final StoredPools pools;
  private final StoredCoupons coupons;
  private final StoredUses uses;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Turns turns;
  private final Idempotency idempotency;
  private final Attempts attempts;
  private final Clock clock;

  Returns(
      StoredPools pools,
      StoredCoupons coupons,
      StoredUses uses,
      Ledger ledger,
      Outbox outbox,
      Turns turns,
      Idempotency idempotency,
      Attempts attempts,
      Clock clock) {
    this.pools = pools;
    this.coupons = coupons;
    this.uses = uses;
    this.ledger = ledger;
    this.outbox = outbox;
    this.turns = turns;
    this.idempotency = idempotency;
    this.attempts = attempts;
    this.clock = clock;
  }

  /** A reservation that is given up, as it is sent. */
  @RegisterForReflection
  record Release(@Nullable UUID reservationId) {}

  /**
   * A refund as it is sent.
   *
   * @param refundId the shop's name of the refund, unique for the redemption for ever
   * @param amount part of the discount that goes back onto a gift card, null for all that is left
   */
  @RegisterForReflection
  record Refund(@Nullable UUID redemptionId, @Nullable String refundId, @Nullable Long amount) {}

  /**
   * What went back.
   *
   * @param amount minor units of the discount
   * @param remaining what is left of the redemption
   * @param restored whether the code can be used again, within its terms
   */
  @RegisterForReflection
  record Returned(
      UUID redemptionId,
      UUID couponId,
      String refundId,
      long amount,
      long remaining,
      String currency,
      boolean restored,
      UUID journalId) {}

  /**
   * Gives a reservation up; one that has ended already stays as it is.
   *
   * @throws Problem 404; 409 coupon-already-redeemed
   */
  Answer<Reservation> release(IdempotencyKey key, Release release) {
    Use use = use(Required.part("reservationId", release.reservationId()), "reservation");
    return turns.inTurn(
        use.couponId(),
        () ->
            attempts.inTransaction(
                () ->
                    idempotency.once(
                        key,
                        release,
                        Reservation.class,
                        () -> Reservation.of(end(use, Use.State.RELEASED)))));
  }

  /** Ends a reservation whose time is over. */
  void expire(UUID reservation) {
    Use use = use(reservation, "reservation");
    turns.inTurn(use.couponId(), () -> attempts.inTransaction(() -> end(use, Use.State.EXPIRED)));
  }

  /** Reservations whose time is over. */
  List<UUID> due(int limit) {
    return uses.due(clock.instant(), limit);
  }

  /**
   * Gives a redemption back after a refund, once for each refund.
   *
   * @throws Problem 404; 409 coupon-not-redeemed, coupon-already-rolled-back, refund-is-fixed or
   *     already-reversed; 422 more-than-redeemed or coupon-not-divisible
   */
  Answer<Returned> rollBack(IdempotencyKey key, Refund refund, String caller) {
    String refundId = Required.text("refundId", refund.refundId());
    Use use = use(Required.part("redemptionId", refund.redemptionId()), "redemption");
    return turns.inTurn(
        use.couponId(),
        () ->
            attempts.inTransaction(
                () ->
                    idempotency.once(
                        key,
                        refund,
                        Returned.class,
                        () -> back(use, refundId, refund.amount(), caller))));
  }

  private Use use(UUID id, String what) {
    return uses.find(id).orElseThrow(() -> Problem.notFound(what));
  }

  private Claimed end(Use before, Use.State how) {
    Coupon coupon = coupons.lock(before.couponId());
    Pool pool = pools.get(coupon.pool());
    Use use = use(before.id(), "reservation");
    if (use.over()) {
      return new Claimed(use, pool);
    }
    if (!use.reserved()) {
      throw Problem.conflict(
          "coupon-already-redeemed", "The reservation was redeemed; roll the redemption back.");
    }
    if (how == Use.State.EXPIRED
        && clock.instant().isBefore(Objects.requireNonNull(use.expiresAt()))) {
      return new Claimed(use, pool);
    }
    boolean repaid = free(coupon, pool, use);
    coupons.giveBack(coupon.id(), 0, repaid ? Coupon.State.WITHDRAWN : coupon.state());
    if (use.counted()) {
      coupons.giveBackToCustomer(pool.name(), use.customerId());
    }
    uses.ended(use.id(), how);
    return new Claimed(use(use.id(), "reservation"), pool);
  }

  /** Frees what was held. True when a unit that was recalled meanwhile repaid a debt instead. */
  private boolean free(Coupon coupon, Pool pool, Use use) {
    if (use.holdId() == null) {
      return false;
    }
    var operations = new ArrayList<Operation>();
    operations.add(new Operation.Void(use.holdId(), null));
    if (coupon.recalled() && coupon.unit()) {
      operations.add(Movements.repay(coupon, pool));
    }
    List<Outcome> outcomes = ledger.apply(operations);
    if (outcomes.getFirst() instanceof Outcome.Refused refused) {
      throw new IllegalStateException("a reservation has no open hold: " + refused);
    }
    return outcomes.size() > 1 && outcomes.getLast() instanceof Outcome.Posted;
  }

  private Returned back(Use before, String refundId, @Nullable Long amount, String caller) {
    Instant now = StoredTime.now(clock);
    Coupon coupon = coupons.lock(before.couponId());
    Pool pool = pools.get(coupon.pool());
    Use use = use(before.id(), "redemption");
    var known = uses.rollback(use.id(), refundId);
    if (known.isPresent()) {
      if (amount != null && amount != known.get().amount()) {
        throw Problem.conflict(
            "refund-is-fixed", "The refund was told before with another amount.");
      }
      return returned(use, known.get());
    }
    mustBeRedeemed(use);
    long left = use.discount() - use.rolledBack();
    long part = part(coupon, left, amount);
    Outcome.Posted posted =
        ledger.reverse(
            Objects.requireNonNull(use.journalId()), coupon.card() ? part : null, caller);
    boolean whole = part == left;
    boolean restored = !coupon.unit() || cameBack(posted);
    var rollback = new Rollback(refundId, part, posted.journalId(), restored);
    uses.rolledBack(use.id(), rollback, whole ? Use.State.ROLLED_BACK : Use.State.REDEEMED, now);
    if (whole) {
      coupons.giveBack(coupon.id(), 1, after(coupon, restored));
      if (use.counted()) {
        coupons.giveBackToCustomer(pool.name(), use.customerId());
      }
    } else if (coupon.state() == Coupon.State.EXPIRED) {
      coupons.setState(coupon.id(), Coupon.State.LIVE);
    }
    outbox.append(CouponEvents.rolledBack(use, pool, rollback, now));
    return returned(use(use.id(), "redemption"), rollback);
  }

  /** What came back onto a card that had expired expires in its turn, so the card lives again. */
  private static Coupon.State after(Coupon coupon, boolean restored) {
    if (!restored) {
      return Coupon.State.WITHDRAWN;
    }
    return coupon.state() == Coupon.State.EXPIRED ? Coupon.State.LIVE : coupon.state();
  }

  /** Whether the holder has the unit again; not when it went to a debt. */
  private static boolean cameBack(Outcome.Posted posted) {
    return posted.books().stream()
        .anyMatch(book -> book.accountClass() == AccountClass.CUSTOMER && book.amount() > 0);
  }

  private static void mustBeRedeemed(Use use) {
    if (use.state() == Use.State.ROLLED_BACK) {
      throw Problem.conflict(
          "coupon-already-rolled-back", "All of the redemption has gone back before.");
    }
    if (!use.redeemed()) {
      throw Problem.conflict(
          "coupon-not-redeemed", "The order has not redeemed the code; release it instead.");
    }
  }

  private static long part(Coupon coupon, long left, @Nullable Long amount) {
    if (amount == null) {
      return left;
    }
    if (!coupon.card() && amount != left) {
      throw Problem.unprocessable(
          "coupon-not-divisible", "Only gift cards go back in part; leave the amount out.");
    }
    if (amount < 1 || amount > left) {
      throw Problem.unprocessable(
          "more-than-redeemed", "At most " + left + " of the redemption is left.");
    }
    return amount;
  }

  private static Returned returned(Use use, Rollback rollback) {
    return new Returned(
        use.id(),
        use.couponId(),
        rollback.refundId(),
        rollback.amount(),
        use.discount() - use.rolledBack(),
        use.currency(),
        rollback.restored(),
        rollback.journalId());
  }
}
