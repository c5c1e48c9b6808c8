package io.goodword.kit.inbox;

import io.goodword.kit.event.Event;
import io.goodword.kit.kafka.KafkaClients;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The dead-letter topics of this service ({@code <topic>.<service>.<feature>.dlq}): what is in them
 * that was not yet redriven, and the way back to the topic it came from.
 */
@ApplicationScoped
public class DeadLetters {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int LISTED_AT_MOST = 200;

  private final KafkaClients kafka;
  private final String service;

  DeadLetters(
      KafkaClients kafka, @ConfigProperty(name = "quarkus.application.name") String service) {
    this.kafka = kafka;
    this.service = service.replace("-service", "");
  }

  /**
   * One dead record.
   *
   * @param topic dead-letter topic
   * @param partition partition in it
   * @param offset offset in it
   * @param key record key, empty when it had none
   * @param type event type, empty when it had none
   * @param reason why it was refused
   */
  public record DeadLetter(
      String topic, int partition, long offset, String key, String type, String reason) {}

  /** Dead records that were not redriven yet, at most 200. */
  public List<DeadLetter> waiting() {
    List<DeadLetter> letters = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = kafka.consumer(service + ".redrive")) {
      eachWaiting(consumer, wire -> letters.add(describe(wire)), LISTED_AT_MOST);
    }
    return letters;
  }

  /**
   * Sends the waiting records back to the topics they came from. Consumers that have seen them pass
   * over them; the one that refused them tries again.
   *
   * @return records sent back
   */
  public int redrive() {
    try (KafkaConsumer<String, byte[]> consumer = kafka.consumer(service + ".redrive");
        KafkaProducer<String, byte[]> producer = kafka.producer()) {
      Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
      int sent =
          eachWaiting(
              consumer,
              wire -> {
                producer.send(original(wire));
                done.put(
                    new TopicPartition(wire.topic(), wire.partition()),
                    new OffsetAndMetadata(wire.offset() + 1));
              },
              Integer.MAX_VALUE);
      producer.flush();
      consumer.commitSync(done);
      return sent;
    }
  }

  private int eachWaiting(
      KafkaConsumer<String, byte[]> consumer,
      Consumer<ConsumerRecord<String, byte[]>> action,
      int limit) {
    List<TopicPartition> partitions =
        consumer.listTopics().entrySet().stream()
            .filter(
                topic -> topic.getKey().matches("goodword\\..*\\." + service + "\\.[^.]+\\.dlq"))
            .flatMap(topic -> topic.getValue().stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    int seen = 0;
    while (seen < limit
        && ends.entrySet().stream()
            .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<String, byte[]> wire : consumer.poll(POLL)) {
        if (wire.offset()
            < ends.getOrDefault(new TopicPartition(wire.topic(), wire.partition()), 0L)) {
          action.accept(wire);
          seen++;
        }
      }
    }
    return seen;
  }

  private ProducerRecord<String, byte[]> original(ConsumerRecord<String, byte[]> wire) {
    int place = wire.topic().lastIndexOf("." + service + ".");
    String topic = wire.topic().substring(0, place);
    String consumer = wire.topic().substring(place + 1, wire.topic().length() - ".dlq".length());
    var back = new ProducerRecord<>(topic, wire.key(), wire.value());
    for (Header header : wire.headers()) {
      if (!header.key().startsWith("dead-letter-") && !header.key().equals(Inbox.ONLY_FOR)) {
        back.headers().add(header);
      }
    }
    back.headers().add(Inbox.ONLY_FOR, consumer.getBytes(StandardCharsets.UTF_8));
    return back;
  }

  private static DeadLetter describe(ConsumerRecord<String, byte[]> wire) {
    return new DeadLetter(
        wire.topic(),
        wire.partition(),
        wire.offset(),
        wire.key() == null ? "" : wire.key(),
        header(wire, "ce_type"),
        header(wire, "dead-letter-reason"));
  }

  private static String header(ConsumerRecord<String, byte[]> wire, String name) {
    return Objects.requireNonNullElse(Event.optional(wire, name), "");
  }
}
