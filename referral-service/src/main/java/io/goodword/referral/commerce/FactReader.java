package io.goodword.referral.commerce;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.EventContract;
import io.goodword.kit.problem.Problem;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads structured CloudEvents item by item, so that one bad item tells nothing about its
 * neighbours. Stricter than consumers of the topic: a field that the contract does not know is
 * refused, because at this door it is a typing error and not a newer producer.
 */
final class FactReader {

  /** Topic of the facts. */
  static final String TOPIC = "goodword.commerce";

  /** Events of one request. */
  static final int MOST_ITEMS = 1_000;

  /** Bytes of one event. */
  static final int LARGEST_ITEM = 64 * 1024;

  private static final int MAX_DEPTH = 32;
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,100}");

  private static final Map<String, EventContract> CONTRACTS =
      EventCatalogue.on(TOPIC).stream()
          .collect(Collectors.toUnmodifiableMap(EventContract::type, Function.identity()));

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  static {
    STRICT
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
  }

  /** Splits only, and so that it gets past items that the strict one refuses. */
  private static final JsonMapper SPLITTER = JsonMapper.builder().build();

  private FactReader() {}

  /** What an item turned out to be. */
  sealed interface Reading {}

  /** A fact that may be taken. */
  record Readable(ReportedFact fact) implements Reading {}

  /**
   * An item that is refused.
   *
   * @param id event id if it could be read
   */
  record Unreadable(@Nullable String id, Problem problem) implements Reading {}

  /** Envelope of CloudEvents 1.0; extension attributes are allowed and not looked at. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Envelope(
      @Nullable String specversion,
      @Nullable String id,
      @Nullable String source,
      @Nullable String type,
      @Nullable String subject,
      @Nullable String time,
      @Nullable JsonNode data) {}

  /**
   * Splits a body, one event or an array of them, into the bytes of its items.
   *
   * @throws Problem 400 when the body is not JSON, 422 when it has more than 1,000 items
   */
  static List<byte[]> split(byte[] body) {
    List<byte[]> items = new ArrayList<>();
    try (JsonParser parser = SPLITTER.getFactory().createParser(body)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        items.add(item(parser, body));
      } else if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          if (items.size() == MOST_ITEMS) {
            throw Problem.unprocessable(
                    "batch-too-long",
                    "Send at most 1,000 events in one request; nothing was taken.")
                .with("$", "must have at most 1000 items", null);
          }
          items.add(item(parser, body));
        }
      } else {
        throw malformed();
      }
      if (parser.nextToken() != null) {
        throw malformed();
      }
      return items;
    } catch (IOException e) {
      throw malformed();
    }
  }

  private static byte[] item(JsonParser parser, byte[] body) throws IOException {
    int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    parser.skipChildren();
    // a scalar is only read to its end when it is asked for; as an item it is refused anyway
    if (!parser.currentToken().isStructEnd()) {
      return new byte[0];
    }
    return Arrays.copyOfRange(
        body, from, Math.toIntExact(parser.currentLocation().getByteOffset()));
  }

  /** Reads one item. */
  static Reading read(byte[] item, Instant now) {
    @Nullable String id = null;
    try {
      if (item.length == 0) {
        throw Problem.invalid("$", "must be a CloudEvents object", null);
      }
      if (item.length > LARGEST_ITEM) {
        throw Problem.of(
                413, "event-too-large", "The event is too large", "Send at most 64 KiB an event.")
            .with("$", "must have at most 65536 bytes", item.length);
      }
      Envelope envelope = STRICT.readValue(item, Envelope.class);
      if (envelope.id() == null || !ID.matcher(envelope.id()).matches()) {
        throw Problem.invalid("id", "must be 1 to 100 printable ASCII characters", envelope.id());
      }
      id = envelope.id();
      return new Readable(fact(envelope, id, now));
    } catch (Problem problem) {
      return new Unreadable(id, problem);
    } catch (ReportedFact.Broken broken) {
      return new Unreadable(id, Problem.invalid(broken.field(), broken.rule(), broken.value()));
    } catch (IOException e) {
      return new Unreadable(id, unreadable(e, id == null ? "" : "data"));
    }
  }

  private static ReportedFact fact(Envelope envelope, String id, Instant now) throws IOException {
    if (!"1.0".equals(envelope.specversion())) {
      throw Problem.invalid("specversion", "must be 1.0", envelope.specversion());
    }
    String source = envelope.source();
    if (source == null || source.isBlank() || source.length() > 200) {
      throw Problem.invalid("source", "must have 1 to 200 characters", source);
    }
    String type = envelope.type();
    EventContract contract = type == null ? null : CONTRACTS.get(type);
    if (type == null || contract == null) {
      throw Problem.of(
              422, "unknown-type", "The event type is not known", "See the contract of " + TOPIC)
          .with("type", "must be one of " + CONTRACTS.keySet().stream().sorted().toList(), type);
    }
    JsonNode data = envelope.data();
    if (data == null || !data.isObject()) {
      throw Problem.invalid("data", "must be a JSON object", null);
    }
    Record payload = STRICT.readValue(STRICT.writeValueAsBytes(data), contract.payload());
    ReportedFact fact = new ReportedFact(id, type, Instant.EPOCH, payload);
    fact.check(now);
    if (!fact.customerId().equals(envelope.subject())) {
      throw Problem.invalid("subject", "must be the customerId of the data", envelope.subject());
    }
    return new ReportedFact(id, type, time(envelope.time(), fact.occurredAt()), payload);
  }

  /** CloudEvents leaves the time out where it is that of the occurrence. */
  private static Instant time(@Nullable String text, Instant occurredAt) {
    if (text == null) {
      return occurredAt;
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      if (time.isAfter(Instant.parse("1999-12-31T00:00:00Z"))
          && time.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
        return time;
      }
    } catch (DateTimeException e) {
      // falls through to the one refusal below
    }
    throw Problem.invalid("time", "must be an RFC 3339 timestamp from 2000 on", text);
  }

  private static Problem malformed() {
    return Problem.of(
        400,
        "malformed-request",
        "The request cannot be read",
        "The body must be a CloudEvents object or an array of them.");
  }

  private static Problem unreadable(IOException thrown, String root) {
    String path =
        thrown instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
                .collect(Collectors.joining("."))
            : "";
    String field =
        root.isEmpty()
            ? (path.isEmpty() ? "$" : path)
            : (path.isEmpty() ? root : root + "." + path);
    String rule =
        switch (thrown) {
          case UnrecognizedPropertyException unknown -> "is not a field of the contract";
          case ValueInstantiationException value when value.getCause() != null ->
              String.valueOf(value.getCause().getMessage());
          case JsonMappingException mapping -> "has the wrong type or form";
          default -> "must be well-formed JSON without repeated fields";
        };
    return Problem.of(
            422, "invalid-request", "The request breaks a rule", field + ": " + rule + ".")
        .with(field, rule, null);
  }
}
