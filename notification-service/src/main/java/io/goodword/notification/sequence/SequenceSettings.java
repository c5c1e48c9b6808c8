package io.goodword.notification.sequence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of sequences. */
@ConfigMapping(prefix = "goodword.sequence")
interface SequenceSettings {

  /** Longest pause between two looks at the timers, ISO 8601. */
  @WithDefault("PT0.2S")
  Duration poll();

  /** Timers that are fired in one transaction. */
  @WithDefault("200")
  int batch();
}
