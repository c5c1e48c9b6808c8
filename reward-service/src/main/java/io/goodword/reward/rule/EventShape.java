package io.goodword.reward.rule;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.EventContract;
import io.goodword.contracts.commerce.Evidence;
import io.goodword.contracts.referral.ShareIntended;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an event that rules see, made from the record of its contract. Hashes for fraud
 * checks are left out: they serve that purpose alone. A rating or a sentiment cannot be seen, since
 * no event has one (16 CFR 465.4). Pure.
 *
 * @param name name of the record
 * @param fields in the order of the record
 */
record EventShape(String name, Map<String, Field> fields) {

  private static final Set<String> TOPICS =
      Set.of("goodword.commerce", "goodword.referral", "goodword.review", "goodword.notification");

  private static final Map<String, EventShape> KNOWN = known();

  /** What a field holds. */
  sealed interface Field {
    /** A single value. */
    record Value(Kind kind) implements Field {}

    /** A record. */
    record Part(EventShape shape) implements Field {}

    /** A list. */
    record Many(Field of) implements Field {}
  }

  /** Single values. */
  enum Kind {
    TEXT,
    WHOLE,
    FLAG,
    INSTANT,
    DURATION
  }

  /**
   * The shape of an event that can be rewarded.
   *
   * @return empty for what is not in the contract, does not come here, or may never be paid for:
   *     opening a share tool
   */
  static Optional<EventShape> of(String eventType) {
    return Optional.ofNullable(KNOWN.get(eventType));
  }

  /** Types of all events that can be rewarded, sorted. */
  static Set<String> eventTypes() {
    return KNOWN.keySet();
  }

  /** Paths of all fields, for instance {@code amount.currency} and {@code items[].quantity}. */
  List<String> paths() {
    var paths = new ArrayList<String>();
    fields.forEach((field, type) -> paths(field, type, paths));
    return paths;
  }

  /** The fields of a payload that rules see; the rest is left out. */
  Map<String, Object> compact(Map<?, ?> payload) {
    var kept = new LinkedHashMap<String, Object>();
    fields.forEach(
        (field, type) -> {
          Object value = payload.get(field);
          if (value != null) {
            kept.put(field, compact(type, value));
          }
        });
    return kept;
  }

  /**
   * The same as an expression takes it: whole numbers as long, instants and durations as such.
   *
   * @param payload fields as JSON has them; absent ones stay absent
   */
  Map<String, Object> values(Map<?, ?> payload) {
    var values = new LinkedHashMap<String, Object>();
    fields.forEach(
        (field, type) -> {
          Object value = payload.get(field);
          if (value != null) {
            values.put(field, value(type, value));
          }
        });
    return values;
  }

  private static void paths(String path, Field type, List<String> paths) {
    switch (type) {
      case Field.Value ignored -> paths.add(path);
      case Field.Part part ->
          part.shape().fields().forEach((field, of) -> paths(path + "." + field, of, paths));
      case Field.Many many -> paths(path + "[]", many.of(), paths);
    }
  }

  private static Object compact(Field type, Object value) {
    return switch (type) {
      case Field.Value ignored -> value;
      case Field.Part part -> part.shape().compact((Map<?, ?>) value);
      case Field.Many many ->
          ((List<?>) value).stream().map(item -> compact(many.of(), item)).toList();
    };
  }

  private static Object value(Field type, Object value) {
    return switch (type) {
      case Field.Value single ->
          switch (single.kind()) {
            case TEXT, FLAG -> value;
            case WHOLE -> ((Number) value).longValue();
            case INSTANT -> Instant.parse((String) value);
            case DURATION -> Duration.parse((String) value);
          };
      case Field.Part part -> part.shape().values((Map<?, ?>) value);
      case Field.Many many ->
          ((List<?>) value).stream().map(item -> value(many.of(), item)).toList();
    };
  }

  private static Map<String, EventShape> known() {
    var known = new TreeMap<String, EventShape>();
    for (EventContract contract : EventCatalogue.ALL) {
      if (TOPICS.contains(contract.topic()) && contract.payload() != ShareIntended.class) {
        known.put(contract.type(), shape(contract.payload()));
      }
    }
    return Collections.unmodifiableMap(known);
  }

  private static EventShape shape(Class<?> type) {
    var fields = new LinkedHashMap<String, Field>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType() != Evidence.class) {
        fields.put(component.getName(), field(component.getGenericType()));
      }
    }
    return new EventShape(type.getSimpleName(), fields);
  }

  private static Field field(Type type) {
    @Nullable Kind kind = kind(type);
    if (kind != null) {
      return new Field.Value(kind);
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return new Field.Many(field(generic.getActualTypeArguments()[0]));
    }
    if (type instanceof Class<?> part && part.isRecord()) {
      return new Field.Part(shape(part));
    }
    throw new IllegalStateException("rules cannot see a field of the type " + type);
  }

  private static @Nullable Kind kind(Type type) {
    if (type == String.class) {
      return Kind.TEXT;
    }
    if (type == long.class || type == int.class || type == Long.class || type == Integer.class) {
      return Kind.WHOLE;
    }
    if (type == boolean.class || type == Boolean.class) {
      return Kind.FLAG;
    }
    if (type == Instant.class) {
      return Kind.INSTANT;
    }
    return type == Duration.class ? Kind.DURATION : null;
  }
}
