package io.goodword.reward.coupon;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an order did with a code.
 *
 * @param discount what it takes off in minor units of the currency
 * @param counted whether it counts against the customer's limit
 * @param round number of its reservations, from 1
 * @param holdId hold that keeps the unit or the money, null for a code without a holder
 * @param journalId journal that redeemed it
 * @param rolledBack what went back of it after refunds
 */
record Use(
    UUID id,
    UUID couponId,
    String orderId,
    String customerId,
    State state,
    long discount,
    String currency,
    boolean counted,
    int round,
    @Nullable UUID holdId,
    @Nullable UUID journalId,
    long rolledBack,
    @Nullable Instant expiresAt,
    @Nullable Instant redeemedAt) {

  /** Where a use stands. */
  enum State {
    /** Set apart for an order until it is paid or given up. */
    RESERVED,
    /** Taken off an order. */
    REDEEMED,
    /** Given up before it was redeemed. */
    RELEASED,
    /** Not redeemed in time. */
    EXPIRED,
    /** Given back in full after a refund. */
    ROLLED_BACK;

    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static State of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  boolean reserved() {
    return state == State.RESERVED;
  }

  boolean redeemed() {
    return state == State.REDEEMED;
  }

  /** Whether it ended without a redemption, so that its order may try again. */
  boolean over() {
    return state == State.RELEASED || state == State.EXPIRED;
  }

  Use reservedFor(long amount, boolean limited, @Nullable UUID hold, Instant until) {
    return with(State.RESERVED, amount, limited, hold, null, until, null);
  }

  Use redeemedFor(long amount, boolean limited, UUID journal, Instant at) {
    return with(State.REDEEMED, amount, limited, holdId, journal, expiresAt, at);
  }

  /** The same, counted against the customer's limit or not. */
  Use countedAs(boolean limited) {
    return with(state, discount, limited, holdId, journalId, expiresAt, redeemedAt);
  }

  private Use with(
      State next,
      long amount,
      boolean limited,
      @Nullable UUID hold,
      @Nullable UUID journal,
      @Nullable Instant until,
      @Nullable Instant at) {
    return new Use(
        id,
        couponId,
        orderId,
        customerId,
        next,
        amount,
        currency,
        limited,
        round,
        hold,
        journal,
        rolledBack,
        until,
        at);
  }
}
