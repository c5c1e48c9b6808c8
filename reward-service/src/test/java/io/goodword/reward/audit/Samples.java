package io.goodword.reward.audit;

import io.goodword.reward.audit.JournalImage.EntryImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** A journal with two entries whose hashes were computed by another program. */
final class Samples {

  static final UUID ID = UUID.fromString("0198f0a2-6c1e-7d57-9d4e-2f6f3c1b7a55");

  static final String HASH = "8fcda52e3f96ba174da331ac45f1c548c8c51544c3c347e13404fa689a356d35";
  static final String MARKS = "a129937047cbedb6f426bc69b2bbc780edd9ee8cedd9ee8c0354a8261bb4cd8e";

  private Samples() {}

  static SortedMap<String, String> fields() {
    return new TreeMap<>(
        Map.of(
            "id", ID.toString(),
            "kind", "grant",
            "business_key", "grant/赠",
            "content_hash", "ab",
            "effective_at", "1764057600000000",
            "recorded_at", "1764057600000001",
            "actor", "reward.grant",
            "xid", "815"));
  }

  static EntryImage entry(long account, long seq, long amount, long after, String type) {
    return new EntryImage(
        account,
        seq,
        new TreeMap<>(
            Map.of(
                "account_id", Long.toString(account),
                "seq", Long.toString(seq),
                "journal_id", ID.toString(),
                "amount", Long.toString(amount),
                "balance_after", Long.toString(after),
                "account.class", type,
                "account.owner", type.equals("customer") ? "alice" : "spring",
                "account.asset", "POINTS")));
  }

  static List<EntryImage> entries() {
    return List.of(entry(7, 3, 100, 160, "customer"), entry(42, 9, -100, 900, "budget"));
  }

  static JournalImage journal() {
    return new JournalImage(ID, fields(), entries());
  }

  static JournalImage journal(UUID id) {
    SortedMap<String, String> fields = fields();
    fields.put("id", id.toString());
    return new JournalImage(id, fields, entries());
  }

  static JournalImage with(String column, String value) {
    SortedMap<String, String> fields = fields();
    fields.put(column, value);
    return new JournalImage(ID, fields, entries());
  }

  static JournalImage without(String column) {
    SortedMap<String, String> fields = fields();
    fields.remove(column);
    return new JournalImage(ID, fields, entries());
  }

  static JournalImage withEntries(EntryImage... entries) {
    return new JournalImage(ID, fields(), new ArrayList<>(List.of(entries)));
  }
}
