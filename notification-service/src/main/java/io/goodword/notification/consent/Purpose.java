package io.goodword.notification.consent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a message is sent. A customer allows each purpose apart from the others. */
public enum Purpose {
  /** What a contract needs; no consent is asked for it. */
  TRANSACTIONAL,
  REFERRAL,
  REWARD,
  REVIEW,
  MARKETING;

  /** The name on the wire. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The purpose of a code, if there is one. */
  public static Optional<Purpose> of(String code) {
    return Arrays.stream(values()).filter(purpose -> purpose.code().equals(code)).findFirst();
  }

  /** Whether a customer must have said yes before. */
  public boolean needsConsent() {
    return this != TRANSACTIONAL;
  }

  /** Whether it waits for the morning: only what can wait does. */
  public boolean observesQuietHours() {
    return this == REVIEW || this == MARKETING;
  }

  /** Whether it counts towards, and is held back by, the cap on messages a day. */
  public boolean isCapped() {
    return this != TRANSACTIONAL && this != REWARD;
  }
}
