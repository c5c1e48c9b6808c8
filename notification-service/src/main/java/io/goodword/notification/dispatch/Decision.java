package io.goodword.notification.dispatch;

import io.goodword.notification.consent.Channel;
import java.time.Instant;

/** What the guards together decide about a message. */
sealed interface Decision {

  /** It may go out on this channel. */
  record Send(Channel channel) implements Decision {}

  /** Its contact is not here yet: look again then. */
  record Wait(Instant until) implements Decision {}

  /** Not now: then. */
  record Defer(Instant until) implements Decision {}

  /** Never. */
  record Suppress(String reason) implements Decision {}
}
