package io.goodword.notification.dispatch;

import io.goodword.notification.consent.Channel;

/** A way to a provider. */
public interface Carrier {

  /** The channel that it serves. */
  Channel channel();

  /** Whether a provider is configured. */
  boolean isConfigured();

  /** Hands one message to the provider and waits for its answer; called by many threads. */
  Result carry(Letter letter);

  /** The provider's answer. Reasons are codes without contact data. */
  sealed interface Result {

    /**
     * It took the message.
     *
     * @param reference the provider's name for it, empty when it gave none
     */
    record Taken(String reference) implements Result {}

    /**
     * It certainly did not take the message.
     *
     * @param again whether another attempt makes sense
     */
    record Refused(String reason, boolean again) implements Result {}

    /** It may have taken the message or not. */
    record Unclear(String reason) implements Result {}
  }
}
