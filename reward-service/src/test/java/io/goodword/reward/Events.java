package io.goodword.reward;

import io.goodword.kit.event.EventJson;
import io.goodword.stack.testing.Topics;
import java.time.Instant;
import java.util.Map;

/** Events as other services put them into their topics. */
public final class Events {

  private Events() {}

  /** Publishes an event with an id of its own. */
  public static void publish(String topic, String type, String subject, Object payload) {
    publish(topic, type, subject, Api.fresh("event"), payload);
  }

  /** Publishes an event. */
  public static void publish(String topic, String type, String subject, String id, Object payload) {
    Topics.publish(topic, subject, headers(type, subject, id), EventJson.write(payload));
  }

  /** The headers of an event that happens now. */
  public static Map<String, String> headers(String type, String subject, String id) {
    return Map.of(
        "ce_specversion",
        "1.0",
        "ce_id",
        id,
        "ce_type",
        type,
        "ce_source",
        "/goodword/test",
        "ce_subject",
        subject,
        "ce_time",
        Instant.now().toString(),
        "content-type",
        "application/json");
  }
}
