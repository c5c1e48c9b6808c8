package io.goodword.notification.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.contracts.EventContract;
import io.goodword.kit.event.EventJson;
import io.goodword.stack.Message;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Tokens;
import io.goodword.stack.testing.Topics;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What the shop, the other services and the people around do in tests. */
public final class Shop {

  /** How long a test waits for what must come; long, because a loaded machine is slow. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final AtomicInteger NUMBERS =
      new AtomicInteger((int) (System.nanoTime() % 1_000_000));

  private Shop() {}

  /** A customer id that no other test uses. */
  public static String newCustomer() {
    return "customer-" + UUID.randomUUID();
  }

  /** The e-mail address of a customer. */
  public static String emailOf(String customerId) {
    return customerId + "@mail.example";
  }

  /** A mobile number of mainland China that no other test uses, without country code. */
  public static String newNumber() {
    return "138%08d".formatted(NUMBERS.incrementAndGet());
  }

  /** A consent as JSON. */
  public static Map<String, Object> consent(String purpose, String channel, boolean granted) {
    return Map.of(
        "purpose", purpose,
        "channel", channel,
        "granted", granted,
        "source", "form",
        "textVersion", "2026-11");
  }

  /** A contact with an e-mail address that allows these purposes by e-mail. */
  public static Map<String, Object> contact(String customerId, String locale, String... purposes) {
    Map<String, Object> contact = new HashMap<>();
    contact.put("email", emailOf(customerId));
    contact.put("locale", locale);
    contact.put("zone", "Asia/Shanghai");
    List<Object> consents = new ArrayList<>();
    for (String purpose : purposes) {
      consents.add(consent(purpose, "email", true));
    }
    contact.put("consents", consents);
    return contact;
  }

  /** The shop stores a contact. */
  public static void stores(String customerId, Map<String, Object> contact) {
    as("shop", "system").body(contact).put("/v1/contacts/" + customerId).then().statusCode(200);
  }

  /** A caller with roles. */
  public static RequestSpecification as(String subject, String... roles) {
    return given().contentType("application/json").auth().oauth2(Tokens.of(subject, roles));
  }

  /** Another service publishes an event; the same id again is the same event. */
  public static void publish(String id, String type, String subject, Object payload) {
    Topics.publish(
        new EventContract(type, Record.class).topic(),
        subject,
        Map.of(
            "ce_specversion", "1.0",
            "ce_id", id,
            "ce_type", type,
            "ce_source", "test",
            "ce_subject", subject,
            "ce_time", "2026-11-22T04:00:00Z",
            "content-type", "application/json"),
        EventJson.write(payload));
  }

  /** Mails that a customer has received, newest first. */
  public static List<Message> mails(String customerId) {
    return TestStack.mails().stream()
        .filter(mail -> mail.to().equals(emailOf(customerId)))
        .toList();
  }

  /** Waits for so many mails to a customer; more than that fail. */
  public static List<Message> awaitMails(String customerId, int count) {
    List<Message> mails =
        await().atMost(PATIENCE).until(() -> mails(customerId), found -> found.size() >= count);
    if (mails.size() > count) {
      throw new AssertionError(mails.size() + " mails instead of " + count);
    }
    return mails;
  }

  /**
   * A message as support sees it; absent values are empty.
   *
   * @param verdicts each as guard, verdict and reason
   */
  public record Seen(
      String id,
      String template,
      String channel,
      String state,
      int attempts,
      String failure,
      String sentAt,
      String deliveredAt,
      List<String> verdicts) {

    static Seen of(JsonNode json) {
      List<String> verdicts = new ArrayList<>();
      for (JsonNode one : json.path("verdicts")) {
        verdicts.add(
            one.path("guard").asText()
                + " "
                + one.path("verdict").asText()
                + ": "
                + one.path("reason").asText());
      }
      return new Seen(
          json.path("id").asText(),
          json.path("template").asText(),
          json.path("channel").asText(""),
          json.path("state").asText(),
          json.path("attempts").asInt(),
          text(json, "failure"),
          text(json, "sentAt"),
          text(json, "deliveredAt"),
          verdicts);
    }

    private static String text(JsonNode json, String field) {
      return json.hasNonNull(field) ? json.path(field).asText() : "";
    }
  }

  /** The messages of a customer as support sees them, newest first. */
  public static List<Seen> messages(String customerId) {
    JsonNode page =
        as("su", "support")
            .get("/v1/messages?customerId=" + customerId)
            .then()
            .statusCode(200)
            .extract()
            .as(JsonNode.class);
    List<Seen> seen = new ArrayList<>();
    page.path("items").forEach(item -> seen.add(Seen.of(item)));
    return seen;
  }

  /** Waits until a message of a template is in a state. */
  public static Seen awaitMessage(String customerId, String template, String state) {
    Predicate<Seen> wanted = m -> m.template().equals(template) && m.state().equals(state);
    // a second look could find the message in another state
    return await()
        .atMost(PATIENCE)
        .until(() -> messages(customerId).stream().filter(wanted).findFirst(), Optional::isPresent)
        .orElseThrow();
  }
}
