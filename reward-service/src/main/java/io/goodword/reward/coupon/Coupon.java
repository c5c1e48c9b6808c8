package io.goodword.reward.coupon;

import io.goodword.reward.ledger.AccountRef;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A code and who may use it.
 *
 * @param last4 its last four characters, for support
 * @param sealed the code for its holder, null when it has none
 * @param holder customer who alone may use it, null for whoever knows it
 * @param uses orders that have reserved or redeemed it
 * @param redeemed orders that have redeemed it
 * @param value what a gift card was issued with, null for other kinds
 * @param recalled whether it is withdrawn as soon as its reservation ends
 * @param expiries how often what was left of it has expired
 */
record Coupon(
    UUID id,
    String pool,
    String last4,
    byte @Nullable [] sealed,
    @Nullable String holder,
    Instant issuedAt,
    State state,
    int uses,
    int redeemed,
    @Nullable Long value,
    @Nullable String grantId,
    boolean recalled,
    int expiries) {

  /** Where a code stands, besides its uses. */
  enum State {
    /** Good within its terms. */
    LIVE,
    /** Its time ended before it was used up. */
    EXPIRED,
    /** Taken back. */
    WITHDRAWN;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** The same when some more orders have used it. */
  Coupon usedBy(int more) {
    return new Coupon(
        id,
        pool,
        last4,
        sealed,
        holder,
        issuedAt,
        state,
        uses + more,
        redeemed,
        value,
        grantId,
        recalled,
        expiries);
  }

  /** Whether everybody who knows it may use it. */
  boolean shared() {
    return holder == null && !card();
  }

  boolean card() {
    return value != null;
  }

  /** Whether it is one unit of its pool's asset that its holder has. */
  boolean unit() {
    return !card() && holder != null;
  }

  boolean mayBeUsedBy(String customer) {
    return holder == null || holder.equals(customer);
  }

  /** When its holder got it, null without one. */
  @Nullable Instant assignedAt() {
    return holder == null ? null : issuedAt;
  }

  /** Where a card's money is. */
  AccountRef escrow(String currency) {
    return escrow(id, currency);
  }

  static AccountRef escrow(UUID card, String currency) {
    return AccountRef.escrow(escrowName(card), currency);
  }

  static String escrowName(UUID card) {
    return "card/" + card;
  }

  /** Name of something that happens to a coupon in the ledger, unique for ever. */
  static String businessKey(UUID coupon, String what) {
    return "coupon/" + coupon + "/" + what;
  }
}
