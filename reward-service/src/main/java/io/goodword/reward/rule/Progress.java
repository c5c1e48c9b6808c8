package io.goodword.reward.rule;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How far a person has come with a rule. What is required may happen before or after the event that
 * is rewarded: the event waits, and counts when the last requirement is met. Pure.
 *
 * @param occurrences how often the rule's event has counted
 * @param measured sum over those
 * @param met names of requirements that were met
 * @param waiting the rule's events that wait for requirements, in order
 */
@RegisterForReflection
record Progress(long occurrences, long measured, SortedSet<String> met, List<Pending> waiting) {

  /** Nothing has happened yet. */
  static final Progress NONE = new Progress(0, 0, new TreeSet<>(), List.of());

  /** Events of one person that wait at most; later ones are faults of the rule. */
  static final int MOST_WAITING = 100;

  Progress {
    met = Collections.unmodifiableSortedSet(new TreeSet<>(met));
    waiting = List.copyOf(waiting);
  }

  /**
   * An event that waits.
   *
   * @param measured what it adds to the sum
   */
  @RegisterForReflection
  record Pending(String eventId, long measured) {}

  /**
   * An event that counts.
   *
   * @param ordinal its number for the person, from 1
   * @param before sum before it
   * @param after sum with it
   */
  record Occurrence(String eventId, long ordinal, long before, long after) {}

  /**
   * What an observation leads to.
   *
   * @param progress how far the person has come now
   * @param due events that count now, in order
   * @param crowded whether the event was dropped because too many wait already
   */
  record Advance(Progress progress, List<Occurrence> due, boolean crowded) {}

  /** A requirement is met. */
  Advance met(String requirement, Set<String> required) {
    var now = new TreeSet<>(met);
    now.add(requirement);
    if (!now.containsAll(required)) {
      return new Advance(new Progress(occurrences, measured, now, waiting), List.of(), false);
    }
    return new Progress(occurrences, measured, now, List.of()).counting(waiting);
  }

  /** The rule's own event has happened. */
  Advance happened(Pending event, Set<String> required) {
    if (met.containsAll(required)) {
      return counting(List.of(event));
    }
    if (waiting.size() >= MOST_WAITING) {
      return new Advance(this, List.of(), true);
    }
    var longer = new ArrayList<>(waiting);
    longer.add(event);
    return new Advance(new Progress(occurrences, measured, met, longer), List.of(), false);
  }

  private Advance counting(List<Pending> events) {
    long ordinal = occurrences;
    long sum = measured;
    var due = new ArrayList<Occurrence>();
    for (Pending event : events) {
      long before = sum;
      // a sum beyond every threshold stays there
      sum = sum > Long.MAX_VALUE - event.measured() ? Long.MAX_VALUE : sum + event.measured();
      ordinal++;
      due.add(new Occurrence(event.eventId(), ordinal, before, sum));
    }
    return new Advance(new Progress(ordinal, sum, met, waiting), due, false);
  }
}
