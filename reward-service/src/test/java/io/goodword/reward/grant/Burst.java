package io.goodword.reward.grant;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.kafka.KafkaClients;
import io.goodword.reward.Events;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Many events that come at once, in their order: all on one partition. */
final class Burst {

  private static final int PARTITION = 0;

  private final String topic;
  private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();

  Burst(String topic) {
    this.topic = topic;
  }

  Burst event(String id, String type, String subject, Object payload) {
    return record(id, type, subject, EventJson.write(payload));
  }

  Burst record(String id, String type, String subject, String data) {
    var record =
        new ProducerRecord<>(topic, PARTITION, subject, data.getBytes(StandardCharsets.UTF_8));
    Events.headers(type, subject, id)
        .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    records.add(record);
    return this;
  }

  /** Publishes all of them; can be called again. */
  void publish(KafkaClients kafka) {
    try (KafkaProducer<String, byte[]> producer = kafka.producer()) {
      records.forEach(producer::send);
      producer.flush();
    }
  }
}
