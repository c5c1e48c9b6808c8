package io.goodword.kit.token;

/** A token that does not open what it was shown for. */
public class TokenRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    FORGED,
    EXPIRED,
    OTHER_PURPOSE
  }

  private final Reason reason;

  /** Refuses for a reason. */
  public TokenRefused(Reason reason) {
    super("token refused: " + reason);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
