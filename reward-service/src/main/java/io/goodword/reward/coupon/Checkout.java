package io.goodword.reward.coupon;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.coupon.Claiming.Claim;
import io.goodword.reward.coupon.Claiming.Claimed;
import io.goodword.reward.coupon.Guesses.Guesser;
import io.goodword.reward.ledger.Attempts;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Coupons at the checkout of a shop: looked at, reserved, redeemed. */
@ApplicationScoped
public class Checkout {

  private static final int LONGEST_HINT = 200;

  private final Lookup lookup;
  private final Claiming claiming;
  private final StoredPools pools;
  private final StoredUses uses;
  private final Redeeming redeeming;
  private final Turns turns;
  private final Idempotency idempotency;
  private final Attempts attempts;
  private final Clock clock;

  Checkout(
      Lookup lookup,
      Claiming claiming,
      StoredPools pools,
      StoredUses uses,
      Redeeming redeeming,
      Turns turns,
      Idempotency idempotency,
      Attempts attempts,
      Clock clock) {
    this.lookup = lookup;
    this.claiming = claiming;
    this.pools = pools;
    this.uses = uses;
    this.redeeming = redeeming;
    this.turns = turns;
    this.idempotency = idempotency;
    this.attempts = attempts;
    this.clock = clock;
  }

  /**
   * A code that a customer presents, as it is sent.
   *
   * @param code as it was typed
   * @param customerId who presents it
   * @param clientHint the shop's word for the device or network, for instance a hash of its address
   */
  record Presented(
      @Nullable String code,
      @Nullable String customerId,
      @Nullable String clientHint,
      Basket.@Nullable Draft basket) {}

  /**
   * The same for an order.
   *
   * @param orderId the order that will keep the use, at most 100 characters
   */
  record Order(
      @Nullable String code,
      @Nullable String customerId,
      @Nullable String clientHint,
      Basket.@Nullable Draft basket,
      @Nullable String orderId) {
    Presented presented() {
      return new Presented(code, customerId, clientHint, basket);
    }
  }

  /**
   * What is redeemed: a reservation, or a code for an order.
   *
   * @param reservationId reservation; then nothing else is sent
   */
  record Redemption(
      @Nullable UUID reservationId,
      @Nullable String code,
      @Nullable String customerId,
      @Nullable String clientHint,
      Basket.@Nullable Draft basket,
      @Nullable String orderId) {
    Order order() {
      return new Order(code, customerId, clientHint, basket, orderId);
    }
  }

  /** A reservation as the idempotency row remembers it. */
  @RegisterForReflection
  record ByReservation(UUID reservationId) {}

  /**
   * What a code would do to a basket.
   *
   * @param reason why it would do nothing, from a closed list
   * @param message the reason in English
   * @param discount minor units off
   * @param eligible what the products that it is good for cost
   * @param left what is left on a gift card before this basket
   * @param expiresAt first moment at which it is no longer valid
   */
  record Verdict(
      boolean valid,
      @Nullable String reason,
      @Nullable String message,
      @Nullable String pool,
      @Nullable Kind kind,
      @Nullable String currency,
      @Nullable Long discount,
      @Nullable Long eligible,
      @Nullable Long left,
      @Nullable Instant expiresAt) {
    static Verdict no(Reason reason) {
      return new Verdict(
          false, reason.code(), reason.sentence(), null, null, null, null, null, null, null);
    }
  }

  /**
   * A reserved code.
   *
   * @param state reserved, redeemed, released, expired or rolled-back
   * @param discount minor units off
   * @param expiresAt until when it must be redeemed
   */
  @RegisterForReflection
  record Reservation(
      UUID reservationId,
      UUID couponId,
      String pool,
      String orderId,
      String state,
      long discount,
      String currency,
      @Nullable Instant expiresAt) {
    static Reservation of(Claimed claimed) {
      Use use = claimed.use();
      return new Reservation(
          use.id(),
          use.couponId(),
          claimed.pool().name(),
          use.orderId(),
          use.state().code(),
          use.discount(),
          use.currency(),
          use.expiresAt());
    }
  }

  /**
   * A redeemed code.
   *
   * @param redemptionId what a refund names; the same as the reservation's id
   * @param journalId journal in the ledger
   */
  @RegisterForReflection
  record Receipt(
      UUID redemptionId,
      UUID couponId,
      String pool,
      String orderId,
      String customerId,
      long discount,
      String currency,
      UUID journalId,
      Instant redeemedAt) {
    static Receipt of(Claimed claimed) {
      Use use = claimed.use();
      return new Receipt(
          use.id(),
          use.couponId(),
          claimed.pool().name(),
          use.orderId(),
          use.customerId(),
          use.discount(),
          use.currency(),
          Objects.requireNonNull(use.journalId()),
          Objects.requireNonNull(use.redeemedAt()));
    }
  }

  /**
   * Says what a code would do, and changes nothing but the count of wrong codes.
   *
   * @throws Problem 422 for a malformed request, 429 too-many-guesses
   */
  Verdict validate(Presented presented, String caller) {
    String customer = Required.text("customerId", presented.customerId());
    Basket basket = Required.part("basket", presented.basket()).checked();
    return switch (lookup.look(presented.code(), guesser(presented, customer, caller))) {
      case Lookup.Missed missed -> Verdict.no(missed.reason());
      case Lookup.Found found -> verdict(found.coupon(), customer, basket);
    };
  }

  /**
   * Reserves a code for an order.
   *
   * @throws Problem as {@link Claiming#reserve}, 429 too-many-guesses
   */
  Answer<Reservation> reserve(IdempotencyKey key, Order order, String caller) {
    Claim claim = claim(order, found(order, caller));
    return once(
        key,
        claim.couponId(),
        claim,
        Reservation.class,
        () -> Reservation.of(claiming.reserve(claim, caller)));
  }

  /**
   * Redeems a reservation, or a code at once.
   *
   * @throws Problem as {@link Claiming#redeem}, 404, 429 too-many-guesses
   */
  Answer<Receipt> redeem(IdempotencyKey key, Redemption redemption, String caller) {
    UUID reservation = redemption.reservationId();
    if (reservation == null) {
      Order order = redemption.order();
      Coupon coupon = found(order, caller);
      return redeeming.once(new Redeeming.Work(key, claim(order, coupon), caller), coupon.shared());
    }
    if (redemption.code() != null) {
      throw Problem.invalid("reservationId", "cannot stand beside code", reservation);
    }
    Use use = uses.find(reservation).orElseThrow(() -> Problem.notFound("reservation"));
    return once(
        key,
        use.couponId(),
        new ByReservation(reservation),
        Receipt.class,
        () -> Receipt.of(claiming.redeem(use, caller)));
  }

  private Verdict verdict(Coupon coupon, String customer, Basket basket) {
    Pool pool = pools.get(coupon.pool());
    Terms terms = pool.terms();
    return switch (claiming.decide(coupon, pool, customer, basket, clock.instant())) {
      case Discount.Refused refused -> Verdict.no(refused.reason());
      case Discount.Granted granted ->
          new Verdict(
              true,
              null,
              null,
              pool.name(),
              terms.kind(),
              terms.currency(),
              granted.amount(),
              granted.eligible(),
              coupon.card() ? claiming.left(coupon, terms) : null,
              terms.endOf(coupon.assignedAt()));
    };
  }

  /** The coupon of a whole order; what is malformed must not count as a wrong code. */
  private Coupon found(Order order, String caller) {
    String customer = Required.text("customerId", order.customerId());
    Required.text("orderId", order.orderId());
    Required.part("basket", order.basket()).checked();
    return switch (lookup.look(order.code(), guesser(order.presented(), customer, caller))) {
      case Lookup.Missed missed -> throw missed.reason().problem();
      case Lookup.Found found -> found.coupon();
    };
  }

  private static Claim claim(Order order, Coupon coupon) {
    return new Claim(
        coupon.id(),
        Required.text("customerId", order.customerId()),
        Required.text("orderId", order.orderId()),
        Required.part("basket", order.basket()).checked());
  }

  private <T> Answer<T> once(
      IdempotencyKey key, UUID coupon, Object request, Class<T> type, Supplier<T> work) {
    return turns.inTurn(
        coupon, () -> attempts.inTransaction(() -> idempotency.once(key, request, type, work)));
  }

  private static Guesser guesser(Presented presented, String customer, String caller) {
    String hint = presented.clientHint();
    if (hint != null && hint.length() > LONGEST_HINT) {
      throw Problem.invalid("clientHint", "must have at most 200 characters", hint.length());
    }
    return new Guesser(caller, customer, hint == null || hint.isBlank() ? null : hint);
  }
}
