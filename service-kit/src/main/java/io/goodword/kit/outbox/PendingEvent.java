package io.goodword.kit.outbox;

import io.goodword.kit.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A row of the outbox on its way to Kafka. */
record PendingEvent(
    long seq,
    String id,
    String aggregateType,
    String aggregateId,
    String type,
    String topic,
    long sequence,
    @Nullable String traceparent,
    Instant occurredAt,
    String payload,
    boolean replay) {

  static final String COLUMNS =
      "seq, id, aggregatetype, aggregateid, type, topic, sequence, traceparent, occurred_at, payload, replay";

  static PendingEvent of(ResultSet row) throws SQLException {
    return new PendingEvent(
        row.getLong("seq"),
        row.getString("id"),
        row.getString("aggregatetype"),
        row.getString("aggregateid"),
        row.getString("type"),
        row.getString("topic"),
        row.getLong("sequence"),
        row.getString("traceparent"),
        Sql.instant(row, "occurred_at"),
        row.getString("payload"),
        row.getBoolean("replay"));
  }

  String aggregate() {
    return aggregateType + '/' + aggregateId;
  }

  ProducerRecord<String, byte[]> toRecord(String source) {
    var wire = new ProducerRecord<>(topic, aggregateId, payload.getBytes(StandardCharsets.UTF_8));
    header(wire, "ce_specversion", "1.0");
    header(wire, "ce_id", id);
    header(wire, "ce_source", source);
    header(wire, "ce_type", type);
    header(wire, "ce_subject", aggregateId);
    header(wire, "ce_time", occurredAt.toString());
    header(wire, "ce_sequence", Long.toString(sequence));
    header(wire, "content-type", "application/json");
    if (traceparent != null) {
      header(wire, "ce_traceparent", traceparent);
      header(wire, "traceparent", traceparent);
    }
    if (replay) {
      header(wire, "replay", "true");
    }
    return wire;
  }

  private static void header(ProducerRecord<String, byte[]> wire, String name, String value) {
    wire.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
