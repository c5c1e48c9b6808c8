package io.goodword.contracts;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the JSON Schema 2020-12 of an event from its record. Limits are not written twice: the
 * generator tries values at the edge on the record and states what its constructor refuses.
 */
final class SchemaGenerator {

  private static final int PROBED_LENGTH = 2_000;

  /** Texts whose form a trial cannot find out. */
  private static final Map<String, String> FORMS = Map.of("Money.currency", "^[A-Z]{3}$");

  private final Map<String, Object> definitions = new TreeMap<>();

  private SchemaGenerator() {}

  /** The schema as committed. */
  static String schemaOf(EventContract contract) {
    SchemaGenerator generator = new SchemaGenerator();
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "urn:goodword:schema:" + contract.type());
    schema.put("title", contract.payload().getSimpleName());
    schema.putAll(generator.object(Samples.fullest(contract)));
    if (!generator.definitions.isEmpty()) {
      schema.put("$defs", generator.definitions);
    }
    return Json.pretty(schema);
  }

  private Map<String, Object> object(Record sample) {
    Map<String, String> meanings = Meanings.of(sample.getClass());
    RecordComponent[] components = sample.getClass().getRecordComponents();
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      Map<String, Object> property = new LinkedHashMap<>();
      property.put("description", meanings.getOrDefault(component.getName(), ""));
      property.putAll(value(component.getGenericType(), Samples.values(sample).get(i)));
      property.putAll(limits(sample, i));
      properties.put(component.getName(), property);
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(component.getName());
      }
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("description", meanings.getOrDefault("", ""));
    object.put("type", "object");
    object.put("properties", properties);
    if (!required.isEmpty()) {
      object.put("required", required);
    }
    return object;
  }

  private Map<String, Object> value(Type type, @Nullable Object sample) {
    if (type == String.class) {
      return Map.of("type", "string");
    }
    if (type == Instant.class) {
      return ordered("type", "string", "format", "date-time");
    }
    if (type == Duration.class) {
      return ordered("type", "string", "format", "duration");
    }
    if (type == boolean.class) {
      return Map.of("type", "boolean");
    }
    if (type == int.class) {
      return ordered("type", "integer", "format", "int32");
    }
    if (type == long.class) {
      return ordered("type", "integer", "format", "int64");
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      Object item = sample instanceof Collection<?> items ? items.iterator().next() : null;
      return ordered("type", "array", "items", value(generic.getActualTypeArguments()[0], item));
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
      return ordered(
          "type",
          "object",
          "additionalProperties",
          value(generic.getActualTypeArguments()[1], null));
    }
    if (sample instanceof Record nested) {
      String name = nested.getClass().getSimpleName();
      definitions.put(name, object(nested));
      return Map.of("$ref", "#/$defs/" + name);
    }
    throw new AssertionError("an event must not carry a " + type.getTypeName());
  }

  /** What the constructor refuses when one component of a good sample is changed. */
  private static Map<String, Object> limits(Record sample, int index) {
    RecordComponent component = sample.getClass().getRecordComponents()[index];
    Map<String, Object> limits = new LinkedHashMap<>();
    if (component.getType() == long.class || component.getType() == int.class) {
      boolean asInt = component.getType() == int.class;
      if (refuses(sample, index, asInt ? (Object) 0 : (Object) 0L)) {
        limits.put("minimum", 1);
      } else if (refuses(sample, index, asInt ? (Object) (-1) : (Object) (-1L))) {
        limits.put("minimum", 0);
      }
    }
    String form = FORMS.get(sample.getClass().getSimpleName() + "." + component.getName());
    if (form != null) {
      limits.put("pattern", form);
    } else if (component.getType() == String.class) {
      if (refuses(sample, index, " ")) {
        limits.put("pattern", "\\S");
      }
      if (refuses(sample, index, "x".repeat(PROBED_LENGTH + 1))
          && !refuses(sample, index, "x".repeat(PROBED_LENGTH))) {
        limits.put("maxLength", PROBED_LENGTH);
      }
    }
    return limits;
  }

  private static boolean refuses(Record sample, int index, Object changed) {
    Object[] arguments = Samples.values(sample).toArray();
    arguments[index] = changed;
    Class<?>[] types =
        Arrays.stream(sample.getClass().getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = sample.getClass().getDeclaredConstructor(types);
      constructor.newInstance(arguments);
      return false;
    } catch (InvocationTargetException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(sample.getClass() + " cannot be made", e);
    }
  }

  private static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
