package io.goodword.notification.dispatch;

import io.goodword.notification.template.Rendered;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to the provider. Exists in memory only and prints neither address nor text.
 *
 * @param to e-mail address or E.164 number
 * @param unsubscribe one-click link, null where there is nothing to unsubscribe from
 */
public record Letter(UUID messageId, String to, Rendered content, @Nullable URI unsubscribe) {

  @Override
  public String toString() {
    return "Letter[" + messageId + "]";
  }
}
