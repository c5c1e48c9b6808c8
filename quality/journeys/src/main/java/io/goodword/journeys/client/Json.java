package io.goodword.journeys.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON without types: an outsider has no classes of ours. */
public final class Json {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

  private Json() {}

  /**
   * Makes an object of names and values in turn; values are texts, numbers, truths, nodes, maps,
   * lists or null. A null value leaves the name out.
   */
  public static ObjectNode object(@Nullable Object... namesAndValues) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value != null) {
        node.set(String.valueOf(namesAndValues[i]), MAPPER.valueToTree(value));
      }
    }
    return node;
  }

  /** Makes an array. */
  public static ArrayNode array(Object... values) {
    ArrayNode node = JsonNodeFactory.instance.arrayNode();
    for (Object value : values) {
      node.add(MAPPER.<JsonNode>valueToTree(value));
    }
    return node;
  }

  /** Makes an object of texts in the three languages. */
  public static ObjectNode languages(String simplified, String traditional, String english) {
    return object("zh-CN", simplified, "zh-TW", traditional, "en", english);
  }

  /** Writes. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new StoryBroken("This cannot be written as JSON: " + value, e);
    }
  }

  /**
   * Reads.
   *
   * @throws StoryBroken when it is not JSON
   */
  public static JsonNode read(byte[] text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new StoryBroken(
          "This should be JSON: " + new String(text, java.nio.charset.StandardCharsets.UTF_8), e);
    }
  }

  /** The items of a listing, by field and value. */
  public static java.util.Optional<JsonNode> find(JsonNode items, Map<String, Object> wanted) {
    for (JsonNode item : items) {
      if (wanted.entrySet().stream()
          .allMatch(
              field -> item.path(field.getKey()).asText().equals(field.getValue().toString()))) {
        return java.util.Optional.of(item);
      }
    }
    return java.util.Optional.empty();
  }
}
