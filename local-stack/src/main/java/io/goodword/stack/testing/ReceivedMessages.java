package io.goodword.stack.testing;

import io.goodword.stack.Inbox;
import io.goodword.stack.Message;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Reads messages from a running inbox. */
public final class ReceivedMessages {

  private ReceivedMessages() {}

  /**
   * All messages of a channel, newest first.
   *
   * @param inbox address of the inbox, without a path
   * @param channel {@code email} or {@code sms}
   */
  public static List<Message> from(String inbox, String channel) {
    var request =
        HttpRequest.newBuilder(
                URI.create("%s/api/messages?channel=%s&limit=5000".formatted(inbox, channel)))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return Inbox.parse(client.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new IllegalStateException("The inbox at " + inbox + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while reading the inbox at " + inbox, e);
    }
  }
}
