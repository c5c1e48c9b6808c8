package io.goodword.reward.audit;

import java.util.Locale;
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

  /** The fields of a journal that belong to this group. */
  SortedMap<String, String> of(SortedMap<String, String> fields) {
    var own = new TreeMap<String, String>();
    fields.forEach(
        (column, value) -> {
          if (groupOf(column) == this) {
            own.put(column, value);
          }
        });
    return own;
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
