package io.goodword.notification.dispatch;

import java.util.Locale;

/** Where a message is. */
enum MessageState {
  /** Waits for its time, its contact, or the next attempt. */
  PLANNED,
  /** Held back until a better hour. */
  DEFERRED,
  /** At the provider; committed before the provider is called. */
  SENDING,
  /** The provider took it. */
  SENT,
  /** The network says that the phone has it. */
  DELIVERED,
  /** The provider refused it for good. */
  FAILED,
  /** A guard stopped it. */
  SUPPRESSED,
  /** Nobody knows whether the provider took it; never sent again by itself. */
  UNKNOWN;

  /** The name on the wire. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether support may have it sent again. */
  boolean canBeResent() {
    return this == FAILED || this == UNKNOWN;
  }
}
