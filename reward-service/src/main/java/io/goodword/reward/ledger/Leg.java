package io.goodword.reward.ledger;

import io.goodword.kit.problem.Problem;

/**
 * One side of a journal before it is posted.
 *
 * @param account account that moves
 * @param amount signed minor units, not zero, at most 10^15 either way
 * @param mode how the amount meets a customer's debt
 */
public record Leg(AccountRef account, long amount, Mode mode) {

  /** Largest amount of a leg in minor units; sums of a journal then fit into 64 bits with ease. */
  public static final long MAX_AMOUNT = 1_000_000_000_000_000L;

  /** How a leg meets the debt of its customer. */
  public enum Mode {
    /** The account moves by the amount, or nothing moves. */
    EXACT,
    /** A customer earns; what is owed is repaid first. */
    EARN,
    /** A customer gives back; what is no longer there becomes debt. */
    TAKE
  }

  /**
   * Refuses amounts that no journal may have.
   *
   * @throws Problem 422 zero-amount or amount-out-of-range
   */
  public Leg {
    if (amount == 0) {
      throw Problem.unprocessable("zero-amount", "A leg must move at least one minor unit.");
    }
    if (amount > MAX_AMOUNT || amount < -MAX_AMOUNT) {
      throw Problem.unprocessable(
          "amount-out-of-range", "A leg may move at most 10^15 minor units.");
    }
    if (mode != Mode.EXACT && account.accountClass() != AccountClass.CUSTOMER) {
      throw new IllegalArgumentException(mode + " is only for customers, not for " + account);
    }
    if ((mode == Mode.EARN && amount < 0) || (mode == Mode.TAKE && amount > 0)) {
      throw new IllegalArgumentException(mode + " has the wrong sign: " + amount);
    }
  }

  /** The account moves by the amount, or nothing moves. */
  public static Leg of(AccountRef account, long amount) {
    return new Leg(account, amount, Mode.EXACT);
  }

  /** The customer earns a positive amount; debt is repaid first. */
  public static Leg earn(AccountRef customer, long amount) {
    return new Leg(customer, amount, Mode.EARN);
  }

  /** The customer gives back a positive amount; what is missing becomes debt. */
  public static Leg take(AccountRef customer, long amount) {
    return new Leg(customer, -amount, Mode.TAKE);
  }
}
