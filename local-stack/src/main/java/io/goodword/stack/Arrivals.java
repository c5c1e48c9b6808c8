package io.goodword.stack;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The newest messages of one sink, in memory; older ones stay in its files only. */
final class Arrivals {

  /** Enough for a day of development, small enough for the launcher's heap. */
  static final int KEPT = 5_000;

  private final TreeMap<String, Message> byId = new TreeMap<>();

  synchronized void add(Message message) {
    byId.put(message.id(), message);
    if (byId.size() > KEPT) {
      byId.pollFirstEntry();
    }
  }

  /** Newest first. */
  synchronized List<Message> all() {
    return List.copyOf(byId.descendingMap().values());
  }

  synchronized Optional<Message> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
