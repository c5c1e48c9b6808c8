package io.goodword.reward.rule;

import io.goodword.contracts.commerce.OrderCancelled;
import io.goodword.contracts.commerce.OrderRefunded;
import io.goodword.kit.event.EventJson;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something that happened, as rules see it.
 *
 * @param id id of the event
 * @param type type of the event
 * @param occurredAt when it happened, as its source says
 * @param subject aggregate that it is about
 * @param values fields as expressions take them
 */
public record Fact(
    String id, String type, Instant occurredAt, String subject, Map<String, Object> values) {

  private static final Set<String> RETURNS = Set.of(OrderRefunded.TYPE, OrderCancelled.TYPE);

  /** The order that its rewards are taken back with; a return itself is for no order. */
  public Optional<String> orderId() {
    return RETURNS.contains(type) ? Optional.empty() : order();
  }

  private Optional<String> order() {
    return values.get("orderId") instanceof String order ? Optional.of(order) : Optional.empty();
  }

  /**
   * Reads what was kept.
   *
   * @param payload compact JSON of the event
   * @throws IllegalArgumentException when such an event cannot be rewarded
   */
  static Fact of(String id, String type, Instant occurredAt, String subject, String payload) {
    EventShape shape =
        EventShape.of(type)
            .orElseThrow(() -> new IllegalArgumentException(type + " cannot be rewarded"));
    return new Fact(
        id, type, occurredAt, subject, shape.values(EventJson.readOwn(payload, Map.class)));
  }
}
