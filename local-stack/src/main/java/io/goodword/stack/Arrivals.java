package io.goodword.stack;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The newest messages of one sink, in memory; older ones stay in its files only. */
final class Arrivals {

  /** Enough for a day of development, small enough for the launcher's heap. */
  static final int KEPT = 5_000;

  private final ConcurrentSkipListMap<String, Message> byId =
      new ConcurrentSkipListMap<>(Comparator.<String>naturalOrder().reversed());

  void add(Message message) {
    byId.put(message.id(), message);
    while (byId.size() > KEPT) {
      byId.pollLastEntry();
    }
  }

  /** Newest first. */
  List<Message> all() {
    return List.copyOf(byId.values());
  }

  Optional<Message> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
