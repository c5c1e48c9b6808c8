package io.goodword.notification.sms;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of SMS; without a host no SMS is sent. */
@ConfigMapping(prefix = "goodword.sms")
interface SmsSettings {

  /** Sender that phones show, at most 11 letters and digits. */
  @WithDefault("Goodword")
  String sender();

  /** The message centre. */
  Smpp smpp();

  /** How to bind to the message centre. */
  interface Smpp {

    /** Host of the message centre. */
    Optional<String> host();

    /** Its port. */
    @WithDefault("2775")
    int port();

    /** Our name there. */
    @WithDefault("goodword")
    String systemId();

    /** Our password there, at most 8 characters. */
    Optional<String> password();

    /** System type that the centre asks for, often none. */
    Optional<String> systemType();

    /** Parts that may wait for their response at the same time. */
    @WithDefault("10")
    int window();

    /** How long a response may take. */
    @WithDefault("PT10S")
    Duration responseLimit();

    /** How often the session is asked whether it lives. */
    @WithDefault("PT30S")
    Duration enquireLink();
  }
}
