package io.goodword.reward.intake;

/**
 * Thrown by a reaction that must see these events one by one, because together they would have
 * another effect. It is no failure: nothing of the transaction stays, and each event has its own.
 */
public class OneByOne extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says why. */
  public OneByOne(String why) {
    super(why);
  }
}
