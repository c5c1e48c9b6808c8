package io.goodword.journeys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Topics;
import io.goodword.journeys.client.World;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kinds of records that no consumer may take, each made from a good event. */
enum Poison {
  NULL_KEY,
  NULL_VALUE,
  EMPTY_VALUE,
  OVERSIZE,
  NO_ID,
  NO_TYPE,
  NO_SUBJECT,
  NO_TIME,
  WRONG_SPECVERSION,
  STRUCTURED_WITH_BROKEN_JSON,
  OTHER_SUBJECT,
  BAD_SEQUENCE,
  BAD_TIME,
  UNKNOWN_TYPE,
  FUTURE_VERSION,
  BROKEN_JSON,
  WRONG_FIELD_TYPE,
  MISSING_FIELD;

  /** Header that tells ours from others in a dead-letter topic. */
  static final String MARK = "x-poison";

  private static final int TOO_LARGE = 1_000_100;

  /**
   * A good event.
   *
   * @param type CloudEvents type
   * @param subject aggregate, and key
   * @param data payload
   */
  record Good(String type, String subject, ObjectNode data) {}

  /** Whether only a consumer that reads the data can find it. */
  boolean isInTheData() {
    return this == BROKEN_JSON || this == WRONG_FIELD_TYPE || this == MISSING_FIELD;
  }

  /** Spoils the good event in this way and writes it to a partition. */
  void publish(Topics topics, String topic, int partition, Good good, String mark) {
    Map<String, String> headers =
        Topics.headersOf(World.fresh("poison"), good.type(), good.subject());
    headers.put(MARK, mark);
    @Nullable String key = good.subject();
    byte @Nullable [] value = bytes(Json.write(good.data()));
    switch (this) {
      case NULL_KEY -> key = null;
      case NULL_VALUE -> value = null;
      case EMPTY_VALUE -> value = new byte[0];
      case OVERSIZE -> value = bytes("{\"a\":\"" + "x".repeat(TOO_LARGE) + "\"}");
      case NO_ID -> headers.remove("ce_id");
      case NO_TYPE -> headers.remove("ce_type");
      case NO_SUBJECT -> headers.remove("ce_subject");
      case NO_TIME -> headers.remove("ce_time");
      case WRONG_SPECVERSION -> headers.put("ce_specversion", "0.3");
      case STRUCTURED_WITH_BROKEN_JSON -> {
        headers.keySet().removeIf(name -> name.startsWith("ce_"));
        headers.put("content-type", "application/cloudevents+json");
        value = bytes("{\"specversion\":\"1.0\",\"id\":");
      }
      case OTHER_SUBJECT -> headers.put("ce_subject", "somebody-else");
      case BAD_SEQUENCE -> headers.put("ce_sequence", "first");
      case BAD_TIME -> headers.put("ce_time", "yesterday");
      case UNKNOWN_TYPE ->
          headers.put("ce_type", good.type().replaceAll("\\.[a-z]+\\.v1$", ".vanished.v1"));
      case FUTURE_VERSION -> headers.put("ce_type", good.type().replaceAll("v1$", "v99"));
      case BROKEN_JSON -> value = bytes("{\"customerId\": ");
      case WRONG_FIELD_TYPE -> value = bytes(Json.write(wrongTypes(good.data())));
      case MISSING_FIELD -> value = bytes("{}");
    }
    topics.publish(topic, partition, key, headers, value);
  }

  private static ObjectNode wrongTypes(ObjectNode data) {
    ObjectNode copy = data.deepCopy();
    copy.fieldNames().forEachRemaining(name -> copy.set(name, Json.array(Json.array())));
    return copy;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
