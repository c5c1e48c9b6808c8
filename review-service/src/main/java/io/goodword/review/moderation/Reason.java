package io.goodword.review.moderation;

import java.util.Arrays;
import java.util.Optional;

/**
 * The closed list of reasons for which a review may be held or rejected. That a review is negative
 * is none of them, and nobody can add one at run time.
 */
public enum Reason {
  ILLEGAL_GOODS("illegal-goods", true),
  SEXUAL_CONTENT("sexual-content", true),
  PROFANITY("profanity", true),
  PERSONAL_DATA("personal-data", true),
  CONTACT_DETAILS("contact-details", true),
  LINK("link", true),
  ADVERTISING("advertising", true),
  THREAT_OR_HATE("threat-or-hate", true),
  WRONG_PRODUCT("wrong-product", true),
  NOT_GENUINE("not-genuine", false),
  REPEATED_TEXT("repeated-text", false),
  LEGAL_ORDER("legal-order", false);

  private final String code;
  private final boolean mendable;

  Reason(String code, boolean mendable) {
    this.code = code;
    this.mendable = mendable;
  }

  /** Stable kebab-case code of APIs, events and stored rows. */
  public String code() {
    return code;
  }

  /** Whether the author could mend the text so that the reason no longer holds. */
  public boolean mendable() {
    return mendable;
  }

  /** The reason of a code, empty when the code is not on the list. */
  public static Optional<Reason> of(String code) {
    return Arrays.stream(values()).filter(reason -> reason.code.equals(code)).findFirst();
  }
}
