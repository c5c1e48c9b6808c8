package io.goodword.kit.inbox;

/**
 * Thrown by a reaction that cannot run yet, for instance because an earlier event is on its way.
 */
public class RetryLater extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is awaited. */
  public RetryLater(String awaited) {
    super(awaited);
  }
}
