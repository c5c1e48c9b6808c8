package io.goodword.contracts.notification;

import io.goodword.contracts.Checks;
import java.time.Instant;

/**
 * A message was not sent, and why.
 *
 * @param messageId id of the message
 * @param customerId recipient
 * @param purpose consent purpose
 * @param template template that would have been used
 * @param reason verdict of the guard that stopped it
 * @param occurredAt when it happened
 */
public record MessageSuppressed(
    String messageId,
    String customerId,
    String purpose,
    String template,
    String reason,
    Instant occurredAt) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.notification.message.suppressed.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public MessageSuppressed {
    Checks.text("messageId", messageId);
    Checks.text("customerId", customerId);
    Checks.text("purpose", purpose);
    Checks.text("template", template);
    Checks.text("reason", reason);
    Checks.present("occurredAt", occurredAt);
  }
}
