package io.goodword.notification.dispatch;

import io.goodword.notification.consent.Purpose;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A wish that a message be sent.
 *
 * @param sendKey permanent name of this one message; ordered twice it is sent once
 * @param data values of the template's variables
 * @param runKey run that it belongs to, or null
 * @param step step of the run, from 0
 * @param dueAt not before
 */
public record MessageOrder(
    String sendKey,
    String customerId,
    Purpose purpose,
    String template,
    Map<String, String> data,
    @Nullable String runKey,
    int step,
    Instant dueAt) {

  /** A message that belongs to no run. */
  public static MessageOrder now(
      String sendKey,
      String customerId,
      Purpose purpose,
      String template,
      Map<String, String> data,
      Instant now) {
    return new MessageOrder(sendKey, customerId, purpose, template, data, null, 0, now);
  }
}
