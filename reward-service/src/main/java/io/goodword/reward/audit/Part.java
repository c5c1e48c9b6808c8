package io.goodword.reward.audit;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Groups of a journal's columns that have a mark of their own, in the order of the marks. A group
 * is only ever added at the end.
 */
enum Part {
  IDENTITY("id", "kind", "code"),
  KEY("business_key", "content_hash"),
  TIME("effective_at", "recorded_at", "xid"),
  ORIGIN("actor", "cause", "campaign_id"),
  REVERSAL("reverses"),
  /** Columns that the table got later. */
  OTHER();

  private final Set<String> columns;

  Part(String... columns) {
    this.columns = Set.of(columns);
  }

  /** The fields of a journal by the group that they belong to. */
  static Map<Part, SortedMap<String, String>> split(SortedMap<String, String> fields) {
    var groups = new EnumMap<Part, SortedMap<String, String>>(Part.class);
    for (Part part : values()) {
      groups.put(part, new TreeMap<>());
    }
    fields.forEach(
        (column, value) ->
            groups.computeIfAbsent(groupOf(column), part -> new TreeMap<>()).put(column, value));
    return groups;
  }

  /** For people: the group and its columns. */
  String words() {
    String name = name().toLowerCase(Locale.ROOT);
    return columns.isEmpty() ? name : name + " " + new java.util.TreeSet<>(columns);
  }

  static Part groupOf(String column) {
    for (Part part : values()) {
      if (part.columns.contains(column)) {
        return part;
      }
    }
    return OTHER;
  }
}
