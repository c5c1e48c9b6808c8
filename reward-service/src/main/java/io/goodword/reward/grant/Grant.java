package io.goodword.reward.grant;

import io.goodword.reward.ledger.AccountRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A promise that is being kept for one person.
 *
 * @param cause referral or review behind it
 * @param occasion registered, first-paid-order or review
 * @param amount promised minor units
 * @param remaining what is left after refunds
 * @param confirmsAt when a held one is confirmed
 * @param holdId hold that keeps it until then
 * @param journalId journal that paid it
 * @param version number of its changes, from 1
 */
record Grant(
    UUID id,
    String cause,
    String occasion,
    String ruleId,
    String campaignId,
    String beneficiary,
    String beneficiaryId,
    String asset,
    long amount,
    long remaining,
    State state,
    @Nullable Instant confirmsAt,
    @Nullable UUID holdId,
    @Nullable UUID journalId,
    Instant madeAt,
    long version) {

  /** Where a grant stands. */
  enum State {
    /** Set aside until its holding period ends. */
    HELD,
    /** Paid at once. */
    POSTED,
    /** Paid after its holding period. */
    CONFIRMED,
    /** Taken back in full before it was paid. */
    VOIDED,
    /** Taken back in full after it was paid. */
    REVERSED,
    /** Not paid because the budget was exhausted. */
    REFUSED
  }

  boolean held() {
    return state == State.HELD;
  }

  boolean paid() {
    return state == State.POSTED || state == State.CONFIRMED;
  }

  AccountRef budget() {
    return AccountRef.budget(campaignId, asset);
  }

  AccountRef customer() {
    return AccountRef.customer(beneficiaryId, asset);
  }

  /** Name of this grant in the ledger, unique for ever. */
  String businessKey() {
    return "grant/" + cause + "/" + ruleId + "/" + beneficiaryId;
  }

  Grant heldBy(UUID hold) {
    return with(State.HELD, remaining, hold, journalId, version);
  }

  Grant postedBy(UUID journal) {
    return with(State.POSTED, remaining, holdId, journal, version);
  }

  /** Refunded in full before the occasion was known. */
  Grant takenBackBefore() {
    return with(State.VOIDED, 0, holdId, journalId, version);
  }

  Grant refused() {
    return with(State.REFUSED, 0, holdId, journalId, version);
  }

  /**
   * The holding period ended.
   *
   * @throws IllegalStateException when it is not held
   */
  Grant confirmedBy(UUID journal) {
    if (!held()) {
      throw new IllegalStateException(
          "grant " + id + " is " + state + ", only a held one confirms");
    }
    return with(State.CONFIRMED, remaining, holdId, journal, version + 1);
  }

  /**
   * Part of it was taken back.
   *
   * @param left what is left, less than remained
   * @throws IllegalStateException when there is nothing to take back
   */
  Grant reducedTo(long left) {
    if (left < 0 || left >= remaining || !(held() || paid())) {
      throw new IllegalStateException(
          "grant %s is %s with %d, it cannot be reduced to %d"
              .formatted(id, state, remaining, left));
    }
    State next = left > 0 ? state : held() ? State.VOIDED : State.REVERSED;
    return with(next, left, holdId, journalId, version + 1);
  }

  private Grant with(
      State next, long left, @Nullable UUID hold, @Nullable UUID journal, long changes) {
    return new Grant(
        id,
        cause,
        occasion,
        ruleId,
        campaignId,
        beneficiary,
        beneficiaryId,
        asset,
        amount,
        left,
        next,
        confirmsAt,
        hold,
        journal,
        madeAt,
        changes);
  }
}
