package io.goodword.stack;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A message that somebody received.
 *
 * @param id unique, and in the order of arrival when compared as text
 * @param channel {@code email} or {@code sms}
 * @param to the one address or number it was delivered to
 * @param from the sender as it showed itself
 * @param subject empty for an SMS
 * @param text the plain text, empty when an e-mail has none
 * @param html the HTML body, empty when there is none
 * @param links every http(s) address in it, in order, once each
 * @param receivedAt when its last byte arrived
 * @param headers header fields of an e-mail, protocol facts of an SMS
 */
public record Message(
    String id,
    String channel,
    String to,
    String from,
    String subject,
    String text,
    String html,
    List<String> links,
    Instant receivedAt,
    Map<String, String> headers) {

  static final String EMAIL = "email";
  static final String SMS = "sms";

  public Message {
    links = List.copyOf(links);
    headers = Map.copyOf(headers);
  }

  boolean isSms() {
    return SMS.equals(channel);
  }

  /** Whether the recipient contains the text, whatever the case. */
  boolean isFor(String recipient) {
    return to.toLowerCase(Locale.ROOT).contains(recipient.strip().toLowerCase(Locale.ROOT));
  }

  /** The first link that contains the text. */
  public String link(String containing) {
    return links.stream()
        .filter(link -> link.contains(containing))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No link with '%s' in message to %s, only %s"
                        .formatted(containing, to, links)));
  }
}
