package io.goodword.reward.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A journal with its entries as the database has them: every column that is not null, by name, as
 * text. A column that the table gets later therefore leaves the hash of older rows as it was, where
 * it is null, and is covered from its first value on.
 *
 * @param id id of the journal
 * @param fields columns of its row
 * @param entries its entries, kept in the order (account, number)
 */
record JournalImage(UUID id, SortedMap<String, String> fields, List<EntryImage> entries) {

  /** Bytes of a mark. */
  static final int MARK_BYTES = 4;

  private static final String KIND = "goodword.journal.1";
  private static final Comparator<EntryImage> ORDER =
      Comparator.comparingLong(EntryImage::accountId)
          .thenComparingLong(EntryImage::seq)
          .thenComparing(entry -> entry.fields().toString());

  /**
   * An entry.
   *
   * @param accountId account that it moves
   * @param seq its number there
   * @param fields columns of its row, and class, owner and asset of the account
   */
  record EntryImage(long accountId, long seq, SortedMap<String, String> fields) {
    EntryImage {
      fields = new TreeMap<>(fields);
    }

    byte[] mark() {
      return markOf(fields);
    }
  }

  JournalImage {
    fields = new TreeMap<>(fields);
    entries = entries.stream().sorted(ORDER).toList();
  }

  /** The hash that goes into the chain. */
  byte[] hash() {
    return encoding().hash();
  }

  /** Canonical bytes of the journal and all its entries. */
  Encoding encoding() {
    Encoding encoding = Encoding.of(KIND).fields(fields).number(entries.size());
    entries.forEach(entry -> encoding.fields(entry.fields()));
    return encoding;
  }

  /** Four bytes for each group of columns, then for each entry; they only help to name a change. */
  byte[] marks() {
    var marks = ByteBuffer.allocate((Part.values().length + entries.size()) * MARK_BYTES);
    Part.split(fields).values().forEach(group -> marks.put(markOf(group)));
    entries.forEach(entry -> marks.put(entry.mark()));
    return marks.array();
  }

  /** Groups of columns whose mark is not the sealed one. */
  List<Part> changedParts(byte[] sealedMarks) {
    List<Integer> sealed = ints(sealedMarks);
    List<Integer> own = ints(marks());
    var changed = new ArrayList<Part>();
    for (Part part : Part.values()) {
      int at = part.ordinal();
      if (at >= sealed.size() || !sealed.get(at).equals(own.get(at))) {
        changed.add(part);
      }
    }
    return changed;
  }

  /** Entries that are not among the sealed ones. */
  List<EntryImage> changedEntries(byte[] sealedMarks) {
    List<Integer> sealed = entryMarks(sealedMarks);
    return entries.stream()
        .filter(entry -> !sealed.remove((Object) ints(entry.mark()).getFirst()))
        .toList();
  }

  /** How many sealed entries have gone. */
  static int sealedEntries(byte[] sealedMarks) {
    return entryMarks(sealedMarks).size();
  }

  private static List<Integer> entryMarks(byte[] marks) {
    List<Integer> all = ints(marks);
    return new ArrayList<>(all.subList(Math.min(all.size(), Part.values().length), all.size()));
  }

  private static List<Integer> ints(byte[] marks) {
    var buffer = ByteBuffer.wrap(marks);
    var ints = new ArrayList<Integer>();
    while (buffer.remaining() >= MARK_BYTES) {
      ints.add(buffer.getInt());
    }
    return ints;
  }

  private static byte[] markOf(SortedMap<String, String> fields) {
    return java.util.Arrays.copyOf(
        Encoding.of("goodword.mark.1").fields(fields).hash(), MARK_BYTES);
  }
}
