package io.goodword.reward.grant;

import io.goodword.reward.ledger.AccountRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A promise that is being kept for one person.
 *
 * @param cause referral, review or event behind it
 * @param occasion registered, first-paid-order, review or the type of an event
 * @param ruleVersion version of the terms or rule that promised it, 0 where there are none
 * @param leg which grant of a rule, empty where a rule gives one thing
 * @param amount promised minor units
 * @param remaining what is left after refunds
 * @param confirmsAt when a held one is confirmed
 * @param holdId hold that keeps it until then
 * @param journalId journal that paid it
 * @param orderId order that it is taken back with
 * @param refusal why it was not paid
 * @param version number of its changes, from 1
 */
record Grant(
    UUID id,
    String cause,
    String occasion,
    String ruleId,
    int ruleVersion,
    String leg,
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
    @Nullable String orderId,
    @Nullable String refusal,
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
    /** Not paid, because the budget was exhausted or a limit was reached. */
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
    return leg.isEmpty()
        ? "grant/" + cause + "/" + ruleId + "/" + beneficiaryId
        : "rule/" + ruleId + "/" + ruleVersion + "/" + cause + "/" + beneficiaryId + "/" + leg;
  }

  /** What is given once, under whatever version of its rule. */
  record Once(String cause, String ruleId, String beneficiaryId, String leg) {}

  Once once() {
    return new Once(cause, ruleId, beneficiaryId, leg);
  }

  Grant heldBy(UUID hold) {
    return with(State.HELD, remaining, hold, journalId, null, version);
  }

  Grant postedBy(UUID journal) {
    return with(State.POSTED, remaining, holdId, journal, null, version);
  }

  /** Refunded in full before the occasion was known. */
  Grant takenBackBefore() {
    return with(State.VOIDED, 0, holdId, journalId, null, version);
  }

  Grant refused(String reason) {
    return with(State.REFUSED, 0, holdId, journalId, reason, version);
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
    return with(State.CONFIRMED, remaining, holdId, journal, null, version + 1);
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
    return with(next, left, holdId, journalId, null, version + 1);
  }

  private Grant with(
      State next,
      long left,
      @Nullable UUID hold,
      @Nullable UUID journal,
      @Nullable String reason,
      long changes) {
    return new Grant(
        id,
        cause,
        occasion,
        ruleId,
        ruleVersion,
        leg,
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
        orderId,
        reason,
        madeAt,
        changes);
  }
}
