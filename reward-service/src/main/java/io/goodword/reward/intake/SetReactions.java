package io.goodword.reward.intake;

import io.goodword.contracts.EventContract;
import io.goodword.kit.event.Event;
import io.goodword.kit.inbox.Reactions;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one consumer does about the events of one topic, to many at once where it can. Each type
 * that it reacts to in sets has a reaction to a single event, too, of the same effect.
 */
public final class SetReactions {

  private final String consumer;
  private final Set<String> contract;
  private final Reactions alone;
  private final Set<String> named = new HashSet<>();
  private final Map<String, InSets> inSets = new HashMap<>();

  private SetReactions(String consumer, Set<String> contract) {
    this.consumer = consumer;
    this.contract = contract;
    this.alone = Reactions.of(consumer, contract);
  }

  /** Does something about events of several types in their order. */
  record Reaction(Consumer<List<Arrival>> effect) {}

  /** How a type is taken in sets; types with the same reaction share a set. */
  private record InSets(
      Class<? extends Record> payload, Predicate<String> when, Reaction reaction) {}

  /**
   * Begins the table of a consumer.
   *
   * @param consumer name under which the inbox remembers, {@code <service>.<feature>}; never change
   *     it
   * @param contract types that may appear on the topic
   */
  public static SetReactions of(String consumer, Set<String> contract) {
    return new SetReactions(consumer, contract);
  }

  /** Reacts to each event of a type by itself. */
  public <T extends Record> SetReactions alone(
      String type, Class<T> payload, Consumer<T> reaction) {
    alone.on(type, payload, reaction);
    named.add(type);
    return this;
  }

  /** Reacts to many events of a type at once; one that comes alone is a set of one. */
  public <T extends Record> SetReactions together(
      String type, Class<T> payload, Consumer<List<T>> reaction) {
    alone(type, payload, one -> reaction.accept(List.of(one)));
    inSets.put(
        type,
        new InSets(
            payload,
            any -> true,
            new Reaction(
                set ->
                    reaction.accept(
                        set.stream().map(one -> payload.cast(one.payload())).toList()))));
    return this;
  }

  /**
   * Reacts to many events of several types at once.
   *
   * @param when whether a type may be taken so now; asked once for each poll, before the
   *     transaction
   * @param reaction effect of many
   * @param toOne effect of one, whatever its type
   */
  public SetReactions together(
      Collection<EventContract> contracts,
      Predicate<String> when,
      Consumer<List<Arrival>> reaction,
      BiConsumer<Record, Event> toOne) {
    var shared = new Reaction(reaction);
    for (EventContract each : contracts) {
      alone.on(each.type(), each.payload(), (payload, event) -> toOne.accept(payload, event));
      named.add(each.type());
      inSets.put(each.type(), new InSets(each.payload(), when, shared));
    }
    return this;
  }

  String consumer() {
    return consumer;
  }

  Reactions alone() {
    return alone;
  }

  /** A type of the topic that the consumer does nothing about. */
  boolean passesOver(String type) {
    return contract.contains(type) && !named.contains(type);
  }

  /** Whether events of a type may be taken in sets now. */
  boolean mayBeTogether(String type) {
    InSets set = inSets.get(type);
    return set != null && set.when().test(type);
  }

  /** The reaction to many events of a type, null when there is none. */
  @Nullable Reaction reactionTo(String type) {
    InSets set = inSets.get(type);
    return set == null ? null : set.reaction();
  }

  /**
   * Reads an event of a type that is taken in sets.
   *
   * @throws io.goodword.kit.event.MalformedEvent when its data does not fit
   * @throws IllegalArgumentException when the type is not taken so
   */
  Arrival read(Event event) {
    InSets set = inSets.get(event.type());
    if (set == null) {
      throw new IllegalArgumentException(event.type() + " is not taken in sets by " + consumer);
    }
    return new Arrival(event.as(set.payload()), event);
  }
}
