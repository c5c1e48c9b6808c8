package io.goodword.reward.draw;

import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Ticket lists with their trees, the last few kept in memory: a fixed list never changes, and to
 * build it for each ticket that somebody looks up would be a way to keep us busy.
 */
@Singleton
class FrozenTickets {

  private static final int KEPT = 2;

  private final Entrants entrants;
  private final Map<UUID, TicketList> lists =
      Collections.synchronizedMap(
          new LinkedHashMap<>(KEPT + 1, 1, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, TicketList> eldest) {
              return size() > KEPT;
            }
          });

  FrozenTickets(Entrants entrants) {
    this.entrants = entrants;
  }

  /** The list of a draw whose tickets are fixed, as the rows say. */
  TicketList of(Draw draw) {
    return lists.computeIfAbsent(draw.id(), entrants::tickets);
  }
}
