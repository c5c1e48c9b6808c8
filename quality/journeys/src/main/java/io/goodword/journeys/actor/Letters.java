package io.goodword.journeys.actor;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.StoryBroken;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What people find in their mail boxes and on their phones: the development inbox. */
public final class Letters {

  private final World world;

  /** The inbox in one run. */
  public Letters(World world) {
    this.world = world;
  }

  /**
   * One e-mail or SMS.
   *
   * @param channel email or sms
   * @param subject empty for an SMS
   * @param text plain text
   * @param html empty for an SMS
   * @param links addresses in it
   * @param headers header fields
   */
  public record Letter(
      String channel,
      String subject,
      String text,
      String html,
      List<String> links,
      JsonNode headers) {

    /** Subject and text together. */
    public String words() {
      return (subject + " " + text).strip();
    }

    /** The first link that contains a text. */
    public URI link(String containing) {
      return links.stream()
          .filter(link -> link.contains(containing))
          .map(URI::create)
          .findFirst()
          .orElseThrow(
              () ->
                  new StoryBroken(
                      "The message '%s' should have a link with %s, it has %s."
                          .formatted(words(), containing, links)));
    }
  }

  /** Everything an address or number received, oldest first. */
  public List<Letter> to(String recipient) {
    JsonNode items =
        world
            .sendAsStranger(
                Call.get(
                    world.addresses().inbox(),
                    "/api/messages?to=" + URLEncoder.encode(recipient, StandardCharsets.UTF_8)))
            .must(200)
            .json();
    var letters = new ArrayList<Letter>();
    for (JsonNode item : items.isArray() ? items : items.path("items")) {
      var links = new ArrayList<String>();
      item.path("links").forEach(link -> links.add(link.asText()));
      letters.addFirst(
          new Letter(
              item.path("channel").asText(),
              item.path("subject").asText(),
              item.path("text").asText(),
              item.path("html").asText(),
              List.copyOf(links),
              item.path("headers")));
    }
    return letters;
  }

  /** Waits until an address or number has received so many messages, and not more. */
  public List<Letter> await(String recipient, int count) {
    List<Letter> letters =
        Await.until(
            count + " messages to " + recipient,
            Await.SOON,
            () -> to(recipient),
            found -> found.size() >= count);
    if (letters.size() > count) {
      throw new StoryBroken(
          "%s should have %d messages but has %d: %s"
              .formatted(
                  recipient, count, letters.size(), letters.stream().map(Letter::words).toList()));
    }
    return letters;
  }
}
