package io.goodword.stack.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** What tests say on topics and what they find there, outside any consumer group. */
public final class Topics {

  private static final Duration POLL = Duration.ofMillis(100);

  private Topics() {}

  /**
   * A record as it lies on a topic.
   *
   * @param headers last value of each header, as UTF-8
   */
  public record Entry(
      String topic,
      int partition,
      long offset,
      @Nullable String key,
      Map<String, String> headers,
      byte @Nullable [] value) {

    /** The value as UTF-8, empty for a tombstone. */
    public String text() {
      return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    /** A header, empty when it is missing. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** Publishes one record and returns when the broker has it. */
  public static void publish(
      String topic, @Nullable String key, Map<String, String> headers, byte @Nullable [] value) {
    var record = new ProducerRecord<String, byte[]>(topic, key, value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            TestStack.kafka(),
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            0);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(record).get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Could not publish on " + topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while publishing on " + topic, e);
    }
  }

  /** Publishes a text. */
  public static void publish(
      String topic, @Nullable String key, Map<String, String> headers, String value) {
    publish(topic, key, headers, value.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Everything that lies on the topic now, from its beginning, in order per partition. A topic that
   * nobody has written to yet is empty.
   */
  public static List<Entry> read(String topic) {
    try (var consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      var found = new ArrayList<Entry>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(record -> found.add(entry(record)));
      }
      return List.copyOf(found);
    }
  }

  /** What lies on the topic now and fits, for instance one aggregate's events. */
  public static List<Entry> read(String topic, Predicate<Entry> wanted) {
    return read(topic).stream().filter(wanted).toList();
  }

  /**
   * Waits until records that fit lie on the topic, those that came before the call included. The
   * topic may come into being meanwhile.
   *
   * @param count how many, 1 or more
   * @throws AssertionError when fewer have come within the limit
   */
  public static List<Entry> await(
      String topic, int count, Duration limit, Predicate<Entry> wanted) {
    Instant deadline = Instant.now().plus(limit);
    var found = new ArrayList<Entry>();
    try (var consumer = consumer()) {
      assignOnceThere(consumer, topic, deadline);
      while (found.size() < count && Instant.now().isBefore(deadline)) {
        consumer
            .poll(POLL)
            .forEach(
                record -> {
                  Entry entry = entry(record);
                  if (wanted.test(entry)) {
                    found.add(entry);
                  }
                });
      }
    }
    if (found.size() < count) {
      throw new AssertionError(
          "%d of %d expected records on %s within %s: %s"
              .formatted(found.size(), count, topic, limit, found));
    }
    return List.copyOf(found);
  }

  private static KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            TestStack.kafka(),
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static void assignOnceThere(
      KafkaConsumer<String, byte[]> consumer, String topic, Instant deadline) {
    List<TopicPartition> partitions = partitions(consumer, topic);
    while (partitions.isEmpty() && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(POLL.toNanos());
      partitions = partitions(consumer, topic);
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<String, byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(part -> new TopicPartition(part.topic(), part.partition()))
        .toList();
  }

  private static Entry entry(ConsumerRecord<String, byte[]> record) {
    var headers = new HashMap<String, String>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(
                    header.key(),
                    header.value() == null
                        ? ""
                        : new String(header.value(), StandardCharsets.UTF_8)));
    return new Entry(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key(),
        Map.copyOf(headers),
        record.value());
  }
}
