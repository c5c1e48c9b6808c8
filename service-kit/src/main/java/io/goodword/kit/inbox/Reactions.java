package io.goodword.kit.inbox;

import io.goodword.kit.event.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one consumer does about the events of one topic. Types of the contract that it does not name
 * are passed over; types outside the contract are poison.
 */
public final class Reactions {

  private final String consumer;
  private final Set<String> contract;
  private final Map<String, Function<Event, @Nullable Runnable>> byType = new HashMap<>();

  private Reactions(String consumer, Set<String> contract) {
    this.consumer = consumer;
    this.contract = contract;
  }

  /**
   * Begins the table of a consumer.
   *
   * @param consumer name under which the inbox remembers, {@code <service>.<feature>}; never change
   *     it
   * @param contract types that may appear on the topic
   */
  public static Reactions of(String consumer, Set<String> contract) {
    return new Reactions(consumer, contract);
  }

  /** Reacts to a type with its payload alone. */
  public <T> Reactions on(String type, Class<T> payload, Consumer<T> reaction) {
    return on(type, payload, (value, event) -> reaction.accept(value));
  }

  /** Reacts to a type with its payload and its envelope. */
  public <T> Reactions on(String type, Class<T> payload, BiConsumer<T, Event> reaction) {
    return on(type, payload, value -> true, reaction);
  }

  /** Reacts to those of a type that are wanted; others cost no transaction and leave no note. */
  public <T> Reactions on(
      String type, Class<T> payload, Predicate<T> wanted, BiConsumer<T, Event> reaction) {
    if (!contract.contains(type)) {
      throw new IllegalArgumentException(type + " is not on the topic of " + consumer);
    }
    byType.put(
        type,
        event -> {
          T value = event.as(payload);
          return wanted.test(value) ? () -> reaction.accept(value, event) : null;
        });
    return this;
  }

  String consumer() {
    return consumer;
  }

  boolean knows(String type) {
    return contract.contains(type);
  }

  /** What the event makes the consumer do, null when it does not concern it. */
  @Nullable Runnable to(Event event) {
    return byType.getOrDefault(event.type(), other -> null).apply(event);
  }
}
