package io.goodword.notification.consent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of consent. */
@ConfigMapping(prefix = "goodword.consent")
interface ConsentSettings {

  /** How long an unsubscribe link works, ISO 8601; mailboxes keep messages for long. */
  @WithDefault("P800D")
  Duration unsubscribeValidity();
}
