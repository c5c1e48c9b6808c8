package io.goodword.contracts.notification;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A message was handed to its provider.
 *
 * @param messageId id of the message
 * @param customerId recipient
 * @param purpose consent purpose
 * @param template template that was used
 * @param channel email or sms
 * @param occurredAt when it happened
 */
public record MessageSent(
    String messageId,
    String customerId,
    String purpose,
    String template,
    String channel,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.notification.message.sent.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public MessageSent {
    Checks.text("messageId", messageId);
    Checks.text("customerId", customerId);
    Checks.text("purpose", purpose);
    Checks.text("template", template);
    Checks.text("channel", channel);
    Checks.present("occurredAt", occurredAt);
  }
}
