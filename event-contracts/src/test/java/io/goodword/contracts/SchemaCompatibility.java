package io.goodword.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a schema still fits its released version, both ways: what was written before is readable
 * now, what is written now is readable by those who know only the release.
 */
final class SchemaCompatibility {

  private static final Set<String> PROSE = Set.of("description", "title", "$id", "$schema");
  private static final Set<String> STRUCTURE = Set.of("properties", "required", "$defs", "items");

  private final List<String> breaks = new ArrayList<>();

  private SchemaCompatibility() {}

  /** One sentence for each break; empty when the versions fit. */
  static List<String> breaks(JsonNode released, JsonNode current) {
    SchemaCompatibility comparison = new SchemaCompatibility();
    comparison.compare("", released, current);
    for (String name : names(released.path("$defs"))) {
      comparison.compare(name, released.path("$defs").path(name), current.path("$defs").path(name));
    }
    return comparison.breaks;
  }

  private void compare(String path, JsonNode released, JsonNode current) {
    Set<String> rules = names(released);
    rules.addAll(names(current));
    rules.removeAll(PROSE);
    rules.removeAll(STRUCTURE);
    for (String rule : rules) {
      if (!released.path(rule).equals(current.path(rule))) {
        breaks.add(
            "%s: %s was %s and is %s"
                .formatted(shown(path), rule, text(released.path(rule)), text(current.path(rule))));
      }
    }
    Set<String> now = strings(current.path("required"));
    Set<String> before = strings(released.path("required"));
    for (String field : now) {
      if (!before.contains(field)) {
        breaks.add(join(path, field) + " became required");
      }
    }
    for (String field : before) {
      if (!now.contains(field) && current.path("properties").has(field)) {
        breaks.add(join(path, field) + " was always there and became optional");
      }
    }
    for (String field : names(released.path("properties"))) {
      if (current.path("properties").has(field)) {
        compare(
            join(path, field),
            released.path("properties").path(field),
            current.path("properties").path(field));
      } else {
        breaks.add(join(path, field) + " was removed");
      }
    }
    if (released.has("items")) {
      compare(path + "[]", released.path("items"), current.path("items"));
    }
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> strings(JsonNode array) {
    Set<String> strings = new TreeSet<>();
    array.forEach(item -> strings.add(item.asText()));
    return strings;
  }

  private static String shown(String path) {
    return path.isEmpty() ? "the payload" : path;
  }

  private static String join(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() ? "not there" : value.toString();
  }
}
