package io.goodword.notification.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;

/** Settings of dispatch; durations in ISO 8601. */
@ConfigMapping(prefix = "goodword.dispatch")
interface DispatchSettings {

  /** How long a message waits for a contact that is not here yet. */
  @WithDefault("PT10M")
  Duration patience();

  /** Hours in which reviews and marketing are not sent. */
  Quiet quietHours();

  /** Messages of one customer in 24 hours, transactional and reward not counted; 0 is no cap. */
  @WithDefault("20")
  int dailyCap();

  /** Attempts at a provider that refuses for the moment. */
  @WithDefault("20")
  int attempts();

  /** Pause after the first refusal; it doubles with each. */
  @WithDefault("PT2S")
  Duration firstPause();

  /** The longest pause. */
  @WithDefault("PT1H")
  Duration longestPause();

  /**
   * Messages that are sent at the same time, 1 to 200. A mail server takes some 100 to 500 ms for a
   * message, so this many make 100 a second and more.
   */
  @WithDefault("32")
  int workers();

  /** After this time without a word from its worker a message counts as UNKNOWN. */
  @WithDefault("PT2M")
  Duration sendingLimit();

  /** Longest pause between two looks at what is due. */
  @WithDefault("PT0.1S")
  Duration poll();

  /** Quiet hours in the recipient's zone. */
  interface Quiet {

    /** First quiet minute; the same as the end means none. */
    @WithDefault("21:00")
    LocalTime start();

    /** First minute that is not quiet any more. */
    @WithDefault("08:00")
    LocalTime end();

    /** Time over which held messages are spread when the quiet ends. */
    @WithDefault("PT10M")
    Duration smear();
  }
}
