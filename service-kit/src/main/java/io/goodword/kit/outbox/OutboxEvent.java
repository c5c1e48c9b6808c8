package io.goodword.kit.outbox;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An event that waits to be published. Topic and aggregate type follow from the event type: {@code
 * io.goodword.referral.campaign.started.v1} goes to {@code goodword.referral} and is about a {@code
 * campaign}.
 *
 * @param type CloudEvents type with at least four segments after {@code io.goodword}
 * @param subject id of the aggregate, the record key
 * @param payload record of the contract
 * @param id event id of its source, or null for a new one
 * @param sequence number of the event in its aggregate where the aggregate counts itself, or 0
 * @param time when it happened, or null for now
 */
public record OutboxEvent(
    String type,
    String subject,
    Object payload,
    @Nullable String id,
    long sequence,
    @Nullable Instant time) {

  /** Refuses a type that has no topic. */
  public OutboxEvent {
    if (!type.startsWith("io.goodword.") || type.split("\\.").length < 6) {
      throw new IllegalArgumentException(
          "type is '" + type + "', it must be io.goodword.<service>.<thing>.<happened>.v<N>");
    }
    if (subject.isBlank()) {
      throw new IllegalArgumentException("subject of " + type + " must not be blank");
    }
  }

  /** A new fact about an aggregate whose events the outbox counts. */
  public static OutboxEvent of(String type, String subject, Object payload) {
    return new OutboxEvent(type, subject, payload, null, 0, null);
  }

  /** The same with a number that the aggregate itself gave under its own lock, from 1. */
  public OutboxEvent numbered(long number) {
    return new OutboxEvent(type, subject, payload, id, number, time);
  }

  /** The same under the id and time that its source gave. */
  public OutboxEvent from(String sourceId, Instant sourceTime) {
    return new OutboxEvent(type, subject, payload, sourceId, sequence, sourceTime);
  }

  String topic() {
    String[] parts = type.split("\\.");
    return "goodword." + String.join(".", Arrays.copyOfRange(parts, 2, parts.length - 3));
  }

  String aggregateType() {
    String[] parts = type.split("\\.");
    return parts[parts.length - 3];
  }
}
