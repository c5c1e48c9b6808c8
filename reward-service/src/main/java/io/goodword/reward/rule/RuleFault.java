package io.goodword.reward.rule;

/** What a rule could not decide about an event; nothing is paid for it. */
final class RuleFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * A fault.
   *
   * @param code stable kebab-case code
   * @param message what happened in plain words
   */
  RuleFault(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  String code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
