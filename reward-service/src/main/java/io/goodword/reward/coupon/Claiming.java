package io.goodword.reward.coupon;

import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.source.Ids;
import io.goodword.reward.lane.Turn;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes uses of codes for orders, in the caller's transaction. The coupon is locked first, the
 * guarded counts follow, then the one call of the ledger; the use itself is written last.
 */
@Singleton
class Claiming {

  private final StoredPools pools;
  private final StoredCoupons coupons;
  private final StoredUses uses;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Ids ids;
  private final Clock clock;

  Claiming(
      StoredPools pools,
      StoredCoupons coupons,
      StoredUses uses,
      Ledger ledger,
      Outbox outbox,
      Ids ids,
      Clock clock) {
    this.pools = pools;
    this.coupons = coupons;
    this.uses = uses;
    this.ledger = ledger;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /** An order that wants a coupon; has its id and never its code, since requests are kept. */
  @RegisterForReflection
  record Claim(UUID couponId, String customerId, String orderId, Basket basket) {}

  /** A use with the pool of its code. */
  record Claimed(Use use, Pool pool) {}

  /**
   * Reserves a code for an order; an order that has it reserved keeps its reservation as it is.
   *
   * @throws Problem 422 coupon-{@link Reason}; 409 coupon-already-redeemed or
   *     coupon-reservation-expired
   */
  Claimed reserve(Claim claim, String actor) {
    Instant now = StoredTime.now(clock);
    Coupon coupon = coupons.lock(claim.couponId());
    Pool pool = pools.get(coupon.pool());
    Optional<Use> earlier = earlier(claim);
    if (earlier.isPresent() && !earlier.get().over()) {
      Use use = earlier.get();
      if (!use.reserved()) {
        throw alreadyRedeemed();
      }
      mustBeInTime(use, now);
      return new Claimed(use, pool);
    }
    Use use = fresh(claim, earlier, granted(coupon, pool, claim, now).amount());
    boolean counted = take(coupon, pool, claim.customerId(), 0);
    UUID hold = null;
    if (coupon.unit() || coupon.card()) {
      hold =
          switch (apply(coupon, Movements.hold(coupon, pool, use, actor))) {
            case Outcome.Held held -> held.hold().id();
            case Outcome other -> throw unexpected(other);
          };
    }
    Use reserved =
        use.reservedFor(use.discount(), counted, hold, now.plus(pool.terms().reservationTtl()));
    uses.put(List.of(reserved), now);
    return new Claimed(reserved, pool);
  }

  /**
   * Redeems a code for an order, out of its reservation where it has one; an order that has
   * redeemed it gets the first answer.
   *
   * @throws Problem as {@link #reserve}
   */
  Claimed redeem(Claim claim, String actor) {
    Instant now = StoredTime.now(clock);
    Coupon coupon = coupons.lock(claim.couponId());
    Pool pool = pools.get(coupon.pool());
    Optional<Use> earlier = earlier(claim);
    if (earlier.isPresent() && !earlier.get().over()) {
      return settled(coupon, pool, earlier.get(), now, actor);
    }
    Use use = fresh(claim, earlier, granted(coupon, pool, claim, now).amount());
    boolean counted = take(coupon, pool, claim.customerId(), 1);
    Use redeemed = use.redeemedFor(use.discount(), counted, post(coupon, pool, use, actor), now);
    uses.put(List.of(redeemed), now);
    outbox.append(CouponEvents.redeemed(redeemed, pool, now));
    return new Claimed(redeemed, pool);
  }

  /**
   * Redeems a shared code for several orders under one lock, with one call of the ledger; the
   * result is that of one after the other. An order that has used the code before is left alone.
   *
   * @param claims of one code; no two of the same order or customer
   * @param actors who sends each of them
   */
  List<Turn<Claimed>> redeem(List<Claim> claims, List<String> actors) {
    Instant now = StoredTime.now(clock);
    Coupon coupon = coupons.lock(claims.getFirst().couponId());
    Pool pool = pools.get(coupon.pool());
    Set<String> known = uses.orders(coupon.id(), claims.stream().map(Claim::orderId).toList());
    List<Optional<Turn<Claimed>>> turns = new ArrayList<>();
    List<Use> taken = new ArrayList<>();
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      Claim claim = claims.get(i);
      if (known.contains(claim.orderId())) {
        turns.add(Optional.of(new Turn.Alone<>()));
        continue;
      }
      try {
        Discount.Granted granted = granted(coupon.usedBy(taken.size()), pool, claim, now);
        boolean counted = takeOfCustomer(pool, claim.customerId());
        Use use = fresh(claim, Optional.empty(), granted.amount()).countedAs(counted);
        operations.add(Movements.redeem(coupon, pool, use, actors.get(i)));
        taken.add(use);
        turns.add(Optional.empty());
      } catch (Problem refused) {
        turns.add(Optional.of(new Turn.Refused<>(refused)));
      }
    }
    if (!taken.isEmpty()
        && !coupons.take(coupon.id(), pool.terms().usesPerCode(), taken.size(), taken.size())) {
      throw new IllegalStateException("the uses of a locked coupon changed: " + coupon.id());
    }
    Iterator<Use> redeemed = redeemed(taken, ledger.apply(operations), now).iterator();
    List<Turn<Claimed>> all = new ArrayList<>();
    List<Use> done = new ArrayList<>();
    for (Optional<Turn<Claimed>> turn : turns) {
      all.add(
          turn.orElseGet(
              () -> {
                done.add(redeemed.next());
                return new Turn.Done<>(new Claimed(done.getLast(), pool));
              }));
    }
    uses.put(done, now);
    outbox.appendCounted(done.stream().map(use -> CouponEvents.redeemed(use, pool, now)).toList());
    return all;
  }

  private static List<Use> redeemed(List<Use> taken, List<Outcome> outcomes, Instant now) {
    List<Use> redeemed = new ArrayList<>();
    for (int i = 0; i < taken.size(); i++) {
      Use use = taken.get(i);
      switch (outcomes.get(i)) {
        case Outcome.Posted posted ->
            redeemed.add(use.redeemedFor(use.discount(), use.counted(), posted.journalId(), now));
        case Outcome other -> throw unexpected(other);
      }
    }
    return redeemed;
  }

  /**
   * Redeems a reservation.
   *
   * @param use the reservation as it was read before its coupon was locked
   * @throws Problem 409 coupon-reservation-released, coupon-reservation-expired or
   *     coupon-already-rolled-back
   */
  Claimed redeem(Use use, String actor) {
    Instant now = StoredTime.now(clock);
    Coupon coupon = coupons.lock(use.couponId());
    Use current = uses.find(use.id()).orElseThrow();
    if (current.state() == Use.State.RELEASED) {
      throw Problem.conflict(
          "coupon-reservation-released", "The reservation was released; redeem by the code.");
    }
    if (current.state() == Use.State.EXPIRED) {
      throw expired();
    }
    return settled(coupon, pools.get(coupon.pool()), current, now, actor);
  }

  private Claimed settled(Coupon coupon, Pool pool, Use use, Instant now, String actor) {
    if (use.state() == Use.State.ROLLED_BACK) {
      throw Problem.conflict(
          "coupon-already-rolled-back",
          "The order redeemed the code and gave it back; an order redeems a code once.");
    }
    if (use.redeemed()) {
      return new Claimed(use, pool);
    }
    mustBeInTime(use, now);
    UUID journal = post(coupon, pool, use, actor);
    coupons.redeemed(coupon.id());
    uses.redeemed(use.id(), journal, now);
    Use redeemed = use.redeemedFor(use.discount(), use.counted(), journal, now);
    outbox.append(CouponEvents.redeemed(redeemed, pool, now));
    return new Claimed(redeemed, pool);
  }

  private Optional<Use> earlier(Claim claim) {
    Optional<Use> earlier = uses.of(claim.couponId(), claim.orderId());
    if (earlier.isPresent()
        && !earlier.get().over()
        && !earlier.get().customerId().equals(claim.customerId())) {
      throw Problem.conflict(
          "order-of-another-customer", "The order has used this code for another customer.");
    }
    return earlier;
  }

  private Use fresh(Claim claim, Optional<Use> earlier, long discount) {
    return new Use(
        earlier.map(Use::id).orElseGet(ids::next),
        claim.couponId(),
        claim.orderId(),
        claim.customerId(),
        Use.State.RELEASED,
        discount,
        claim.basket().currency(),
        false,
        earlier.map(use -> use.round() + 1).orElse(1),
        null,
        null,
        0,
        null,
        null);
  }

  private Discount.Granted granted(Coupon coupon, Pool pool, Claim claim, Instant now) {
    return switch (decide(coupon, pool, claim.customerId(), claim.basket(), now)) {
      case Discount.Granted granted -> granted;
      case Discount.Refused refused -> throw refused.reason().problem();
    };
  }

  /** What a code would take off a basket now. */
  Discount.Result decide(Coupon coupon, Pool pool, String customer, Basket basket, Instant now) {
    Terms terms = pool.terms();
    long left = left(coupon, terms);
    int ofCustomer =
        terms.usesPerCustomer() == null ? 0 : coupons.usesOfCustomer(pool.name(), customer);
    var standing =
        new Usability.Standing(
            coupon.state(), coupon.uses(), ofCustomer, coupon.assignedAt(), left);
    Optional<Reason> hindrance = Usability.hindrance(terms, standing, now);
    return hindrance.isPresent()
        ? new Discount.Refused(hindrance.get())
        : Discount.of(terms, basket, left);
  }

  /** What is left on a card and not reserved; zero for other kinds. */
  long left(Coupon coupon, Terms terms) {
    if (!coupon.card()) {
      return 0;
    }
    Map<UUID, Long> left = coupons.left(List.of(coupon), terms.currency());
    return left.getOrDefault(coupon.id(), 0L);
  }

  private boolean take(Coupon coupon, Pool pool, String customer, int redeemed) {
    if (!coupons.take(coupon.id(), pool.terms().usesPerCode(), 1, redeemed)) {
      throw Reason.USED_UP.problem();
    }
    return takeOfCustomer(pool, customer);
  }

  /** Counts a use where the pool limits them; whether it does. */
  private boolean takeOfCustomer(Pool pool, String customer) {
    Integer limit = pool.terms().usesPerCustomer();
    if (limit != null && !coupons.takeOfCustomer(pool.name(), customer, limit)) {
      throw Reason.CUSTOMER_LIMIT.problem();
    }
    return limit != null;
  }

  private UUID post(Coupon coupon, Pool pool, Use use, String actor) {
    return switch (apply(coupon, Movements.redeem(coupon, pool, use, actor))) {
      case Outcome.Posted posted -> posted.journalId();
      case Outcome other -> throw unexpected(other);
    };
  }

  private Outcome apply(Coupon coupon, Operation operation) {
    Outcome outcome = ledger.apply(List.of(operation)).getFirst();
    if (outcome instanceof Outcome.Refused refused) {
      if (refused.reason() == Outcome.Reason.SHORT) {
        // the unit was taken back in the books, its code follows in a moment
        throw (coupon.card() ? Reason.USED_UP : Reason.WITHDRAWN).problem();
      }
      throw refused.problem();
    }
    return outcome;
  }

  private static void mustBeInTime(Use use, Instant now) {
    if (use.expiresAt() != null && !now.isBefore(use.expiresAt())) {
      throw expired().retryAfter(1);
    }
  }

  private static Problem expired() {
    return Problem.conflict(
        "coupon-reservation-expired",
        "The reservation was not redeemed in time; its use has gone back to the code.");
  }

  private static Problem alreadyRedeemed() {
    return Problem.conflict(
        "coupon-already-redeemed", "The order has redeemed this code; an order does so once.");
  }

  private static IllegalStateException unexpected(@Nullable Outcome outcome) {
    return new IllegalStateException("the ledger answered " + outcome);
  }
}
