package io.goodword.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What outsiders read about the events, made from the catalogue: AsyncAPI 3.0 and a table. */
final class EventDocuments {

  /** Topics in the order in which a story runs, with what they are for. */
  static final Map<String, String> TOPICS =
      ordered(
          "goodword.commerce", "Facts that the shop reports; the subject is the customer.",
          "goodword.referral", "Campaigns, links, attributions and milestones.",
          "goodword.review", "Review requests and reviews, without any rating or sentiment.",
          "goodword.reward",
              "Ledger entries, holds, grants and budgets: the public contract for finance, CRM and"
                  + " data warehouses.",
          "goodword.notification", "What was sent, what was not and why, and consents.",
          "goodword.notification.requests",
              "Commands to notification-service; kept for a short time only.");

  private static final String REPLAY =
      """
      Word-of-mouth events of Goodword: CloudEvents 1.0 in Kafka binary mode. The record value is the
      JSON payload alone, the attributes are record headers, the record key is the subject, so that the
      events of one aggregate stay in order. Delivery is at least once: keep `ce_id` and pass over what
      you have seen. `ce_sequence`, where it is present, counts the events of one aggregate from 1, so a
      reader can prove that nothing is missing. Ignore fields and types that you do not know; inside a version fields are
      only added, never removed, narrowed or made required.

      Replay from any time: read with a group id of your own. To begin at the beginning set
      `auto.offset.reset=earliest`; to begin at a moment stop your readers and run
      `kafka-consumer-groups.sh --bootstrap-server <broker> --group <your group> --topic goodword.reward
      --reset-offsets --to-datetime 2026-11-22T00:00:00.000 --execute`, then start them again. Your
      memory of `ce_id` makes the overlap harmless.
      """;

  private EventDocuments() {}

  /** The AsyncAPI 3.0 file. */
  static String asyncApi() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("asyncapi", "3.0.0");
    document.put(
        "info", ordered("title", "Goodword events", "version", "1.0.0", "description", REPLAY));
    document.put("defaultContentType", "application/json");
    Map<String, Object> channels = new LinkedHashMap<>();
    Map<String, Object> operations = new LinkedHashMap<>();
    Map<String, Object> messages = new LinkedHashMap<>();
    TOPICS.forEach(
        (topic, purpose) -> {
          Map<String, Object> named = new LinkedHashMap<>();
          for (EventContract contract : on(topic)) {
            String name = messageName(contract);
            named.put(name, ref("#/components/messages/" + name));
            messages.put(name, message(contract));
          }
          String id = channelId(topic);
          channels.put(id, ordered("address", topic, "description", purpose, "messages", named));
          boolean fromOutside = topic.equals("goodword.commerce");
          operations.put(
              (fromOutside ? "read-" : "publish-") + id,
              ordered(
                  "action",
                  fromOutside ? "receive" : "send",
                  "channel",
                  ref("#/channels/" + id),
                  "summary",
                  purpose));
        });
    document.put("channels", channels);
    document.put("operations", operations);
    document.put(
        "components",
        ordered("messages", messages, "schemas", ordered("CloudEventHeaders", headers())));
    return yaml(document);
  }

  /** The table of all events. */
  static String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        "# Events\n\n<!-- generated from the records of event-contracts, do not edit -->\n\n");
    text.append(REPLAY).append('\n');
    text.append(
        "The same for machines: [asyncapi.yaml](asyncapi.yaml). A field in *italics* may be absent.\n"
            + "Types end in `.v<N>`; a change that would break readers gets the next number.\n");
    TOPICS.forEach(
        (topic, purpose) -> {
          text.append("\n## ").append(topic).append("\n\n").append(purpose).append("\n\n");
          text.append("| type | says | fields | schema | samples |\n");
          text.append("| --- | --- | --- | --- | --- |\n");
          on(topic).forEach(contract -> text.append(row(contract)));
        });
    return text.toString();
  }

  /** GraalVM's list of what the JSON of events reaches by reflection. */
  static String reflection() {
    TreeMap<String, Object> entries = new TreeMap<>();
    EventCatalogue.ALL.forEach(contract -> reach(contract.payload(), entries));
    return Json.pretty(new ArrayList<>(entries.values()));
  }

  private static void reach(Class<?> type, Map<String, Object> entries) {
    if (!type.isRecord() || entries.containsKey(type.getName())) {
      return;
    }
    entries.put(
        type.getName(),
        ordered(
            "name", type.getName(),
            "allRecordComponents", true,
            "allDeclaredFields", true,
            "allDeclaredMethods", true,
            "allDeclaredConstructors", true));
    for (var component : type.getRecordComponents()) {
      reach(component.getType(), entries);
      if (component.getGenericType() instanceof java.lang.reflect.ParameterizedType generic) {
        for (var argument : generic.getActualTypeArguments()) {
          if (argument instanceof Class<?> inner) {
            reach(inner, entries);
          }
        }
      }
    }
  }

  static List<EventContract> on(String topic) {
    return EventCatalogue.ALL.stream()
        .filter(contract -> contract.topic().equals(topic))
        .sorted(Comparator.comparing(EventContract::type))
        .toList();
  }

  private static Map<String, Object> message(EventContract contract) {
    List<Object> examples =
        Samples.of(contract).entrySet().stream()
            .<Object>map(
                sample ->
                    ordered(
                        "name", sample.getKey().replace(".json", ""),
                        "payload", Json.tree(sample.getValue())))
            .toList();
    return ordered(
        "name", contract.type(),
        "title", contract.payload().getSimpleName(),
        "summary", Meanings.of(contract.payload()).getOrDefault("", ""),
        "contentType", "application/json",
        "headers", ref("#/components/schemas/CloudEventHeaders"),
        "payload",
            ordered(
                "schemaFormat",
                "application/schema+json;version=draft-2020-12",
                "schema",
                ref(schemaPath(contract))),
        "examples", examples);
  }

  private static Map<String, Object> headers() {
    return ordered(
        "type", "object",
        "required",
            List.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time"),
        "properties",
            ordered(
                "ce_specversion", ordered("type", "string", "const", "1.0"),
                "ce_id", text("Unique for ever; the same id is the same event"),
                "ce_source", text("Who says it, for instance /goodword/reward-service"),
                "ce_type", text("io.goodword.<service>.<thing>.<happened>.v<N>"),
                "ce_subject", text("The aggregate that it is about; also the record key"),
                "ce_time", ordered("type", "string", "format", "date-time"),
                "ce_sequence", text("Number of the event in its aggregate, from 1"),
                "ce_traceparent", text("W3C trace context of the request that caused it"),
                "content-type", ordered("type", "string", "const", "application/json")));
  }

  private static String row(EventContract contract) {
    JsonNode schema = Json.tree(SchemaGenerator.schemaOf(contract));
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(field -> required.add(field.asText()));
    List<String> fields = new ArrayList<>();
    schema
        .path("properties")
        .fieldNames()
        .forEachRemaining(
            field -> fields.add(required.contains(field) ? field : "*" + field + "*"));
    String samples =
        Samples.of(contract).keySet().stream()
            .map(
                name ->
                    "[%s](../../event-contracts/src/main/resources/samples/%s/%s)"
                        .formatted(name.replace(".json", ""), contract.type(), name))
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | [schema](%s) | %s |\n"
        .formatted(
            contract.type(),
            Meanings.of(contract.payload()).getOrDefault("", ""),
            String.join(", ", fields),
            schemaPath(contract),
            samples);
  }

  private static String schemaPath(EventContract contract) {
    return "../../event-contracts/src/main/resources/schemas/" + contract.type() + ".json";
  }

  private static String messageName(EventContract contract) {
    String[] parts = contract.type().split("\\.");
    return contract.payload().getSimpleName() + "-" + parts[parts.length - 1];
  }

  private static String channelId(String topic) {
    return topic.substring("goodword.".length()).replace('.', '-');
  }

  private static Map<String, Object> ref(String target) {
    return ordered("$ref", target);
  }

  private static Map<String, Object> text(String description) {
    return ordered("type", "string", "description", description);
  }

  private static String yaml(Object document) {
    try {
      return YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build()
          .writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <V> Map<String, V> ordered(Object... pairs) {
    Map<String, V> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], (V) pairs[i + 1]);
    }
    return map;
  }
}
