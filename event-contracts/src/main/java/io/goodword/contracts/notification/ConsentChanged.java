package io.goodword.contracts.notification;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A customer allowed or refused a purpose on a channel.
 *
 * @param customerId customer
 * @param purpose consent purpose
 * @param channel email, sms or call
 * @param granted whether it is now allowed
 * @param source where it was said
 * @param occurredAt when it happened
 */
public record ConsentChanged(
    String customerId,
    String purpose,
    String channel,
    boolean granted,
    String source,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.notification.consent.changed.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public ConsentChanged {
    Checks.text("customerId", customerId);
    Checks.text("purpose", purpose);
    Checks.text("channel", channel);
    Checks.text("source", source);
    Checks.present("occurredAt", occurredAt);
  }
}
