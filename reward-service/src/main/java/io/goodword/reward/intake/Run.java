package io.goodword.reward.intake;

import io.goodword.kit.event.Event;
import io.goodword.kit.event.MalformedEvent;
import io.goodword.kit.inbox.Inbox;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Neighbours of a poll that take effect together. Pure.
 *
 * @param reaction their common reaction, null for a record that goes by itself
 * @param pieces at least one; exactly one where there is no common reaction
 */
record Run(SetReactions.@Nullable Reaction reaction, List<Piece> pieces) {

  /**
   * A record of a poll.
   *
   * @param place its place in the poll, from 0
   * @param arrival what it says, null when it goes by itself
   */
  record Piece(int place, ConsumerRecord<String, byte[]> wire, @Nullable Arrival arrival) {}

  /**
   * Splits a poll into runs, in its order. What the consumer passes over is left out; what cannot
   * be read, was redriven or may not be taken in sets goes by itself, in its place.
   *
   * @param together whether a type may be taken in sets now
   */
  static List<Run> of(
      List<ConsumerRecord<String, byte[]>> poll,
      SetReactions reactions,
      Predicate<String> together) {
    var runs = new ArrayList<Run>();
    for (int place = 0; place < poll.size(); place++) {
      ConsumerRecord<String, byte[]> wire = poll.get(place);
      Event event = read(wire);
      if (event == null) {
        runs.add(alone(place, wire));
      } else if (!reactions.passesOver(event.type())) {
        add(
            runs,
            place,
            wire,
            together.test(event.type()) ? read(event, reactions) : null,
            reactions);
      }
    }
    return runs;
  }

  private static void add(
      List<Run> runs,
      int place,
      ConsumerRecord<String, byte[]> wire,
      @Nullable Arrival arrival,
      SetReactions reactions) {
    if (arrival == null) {
      runs.add(alone(place, wire));
      return;
    }
    SetReactions.Reaction reaction = reactions.reactionTo(arrival.event().type());
    if (runs.isEmpty() || reaction == null || runs.getLast().reaction() != reaction) {
      runs.add(new Run(reaction, new ArrayList<>()));
    }
    runs.getLast().pieces().add(new Piece(place, wire, arrival));
  }

  private static Run alone(int place, ConsumerRecord<String, byte[]> wire) {
    return new Run(null, List.of(new Piece(place, wire, null)));
  }

  private static @Nullable Event read(ConsumerRecord<String, byte[]> wire) {
    if (wire.headers().lastHeader(Inbox.ONLY_FOR) != null) {
      // whom a redriven record is for is decided by the inbox
      return null;
    }
    try {
      return Event.from(wire);
    } catch (MalformedEvent e) {
      // the inbox finds the same, counts it and says why
      return null;
    }
  }

  private static @Nullable Arrival read(Event event, SetReactions reactions) {
    try {
      return reactions.read(event);
    } catch (MalformedEvent e) {
      return null;
    }
  }
}
