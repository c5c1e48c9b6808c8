package io.goodword.reward.adjustment;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.adjustment.Adjustment.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether somebody may take a step with an adjustment. Pure: no clock, no database. */
sealed interface Verdict {

  /** The step leads to a state. */
  record Go(State next) implements Verdict {}

  /** The step is not possible. */
  record No(Why why) implements Verdict {}

  /** Steps from {@link State#REQUESTED}; there are none from another state. */
  enum Step {
    APPROVE(State.APPROVED),
    REJECT(State.REJECTED),
    WITHDRAW(State.WITHDRAWN),
    EXPIRE(State.EXPIRED);

    final State next;

    Step(State next) {
      this.next = next;
    }

    boolean bySecondPerson() {
      return this == APPROVE || this == REJECT;
    }
  }

  /** Why a step is not possible, in the order in which it is looked at. */
  enum Why {
    /** It has its outcome. */
    DECIDED,
    /** Its deadline has passed, only expiry is left. */
    TOO_LATE,
    /** Its deadline has not come. */
    TOO_EARLY,
    /** The maker may not be the checker. */
    SAME_PERSON,
    /** Nobody decides about their own account. */
    OWN_ACCOUNT,
    /** Only the maker takes it back. */
    NOT_THE_MAKER,
    /** The checker saw something else. */
    CHANGED
  }

  /**
   * Judges a step.
   *
   * @param actor who wants it
   * @param seen hash of what the actor saw; looked at where a second person decides
   * @param now the deadline itself is too late
   */
  static Verdict of(
      Adjustment adjustment, Step step, String actor, @Nullable String seen, Instant now) {
    if (adjustment.state() != State.REQUESTED) {
      return new No(Why.DECIDED);
    }
    boolean late = !now.isBefore(adjustment.expiresAt());
    if (late != (step == Step.EXPIRE)) {
      return new No(late ? Why.TOO_LATE : Why.TOO_EARLY);
    }
    boolean own = actor.equals(adjustment.maker());
    if (step.bySecondPerson() && own) {
      return new No(Why.SAME_PERSON);
    }
    if (step.bySecondPerson() && actor.equals(adjustment.payload().customerId())) {
      return new No(Why.OWN_ACCOUNT);
    }
    if (step == Step.WITHDRAW && !own) {
      return new No(Why.NOT_THE_MAKER);
    }
    if (step.bySecondPerson() && !adjustment.hash().equals(seen)) {
      return new No(Why.CHANGED);
    }
    return new Go(step.next);
  }

  /** The refusal as an answer. */
  static Problem problem(Why why, Adjustment adjustment) {
    return switch (why) {
      case DECIDED ->
          Problem.conflict(
              "already-decided",
              "The adjustment is %s; it is decided once.".formatted(adjustment.state().code()));
      case TOO_LATE ->
          Problem.conflict(
              "approval-expired",
              "The adjustment could be decided until %s; ask anew."
                  .formatted(adjustment.expiresAt()));
      case TOO_EARLY ->
          Problem.conflict(
              "not-expired", "The adjustment waits until %s.".formatted(adjustment.expiresAt()));
      case SAME_PERSON ->
          Problem.conflict("same-person", "Whoever asked may not decide; a second person does.");
      case OWN_ACCOUNT -> ownAccount();
      case NOT_THE_MAKER ->
          Problem.conflict("not-the-maker", "Only whoever asked takes it back; you may reject it.");
      case CHANGED ->
          Problem.conflict(
                  "changed", "The hash is not that of this adjustment; read it and decide again.")
              .with("hash", "must be the hash of the adjustment", null);
    };
  }

  /** Refusal for somebody who would adjust their own account. */
  static Problem ownAccount() {
    return Problem.conflict("own-account", "Nobody adjusts their own account; ask a colleague.");
  }
}
