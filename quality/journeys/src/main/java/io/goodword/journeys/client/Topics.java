package io.goodword.journeys.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

/** The topics, as an outside subscriber and an outside producer see them. */
public final class Topics {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int LARGEST = 4_000_000;

  private final String bootstrap;

  /** Topics of one broker. */
  public Topics(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /**
   * A record.
   *
   * @param topic topic
   * @param partition partition of it
   * @param offset place in the partition
   * @param key record key, null when it has none
   * @param headers last value of each header
   * @param data value as text, null for a tombstone
   */
  public record Entry(
      String topic,
      int partition,
      long offset,
      @Nullable String key,
      Map<String, String> headers,
      @Nullable String data) {

    /** A header, empty when it is missing. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /** The CloudEvents type. */
    public String type() {
      return header("ce_type");
    }
  }

  /** A place in topics: what lies behind it was written later. */
  public record Mark(Map<TopicPartition, Long> ends) {}

  /** The present end of some topics; one that does not exist yet is taken as empty. */
  public Mark end(Collection<String> topics) {
    try (var consumer = consumer()) {
      return new Mark(Map.copyOf(consumer.endOffsets(partitions(consumer, topics))));
    }
  }

  /** Everything written to some topics since a mark, in order per partition. */
  public List<Entry> since(Mark mark, Collection<String> topics) {
    try (var consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer, topics);
      consumer.assign(partitions);
      partitions.forEach(part -> consumer.seek(part, mark.ends().getOrDefault(part, 0L)));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      var found = new ArrayList<Entry>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(wire -> found.add(entry(wire)));
      }
      return List.copyOf(found);
    }
  }

  /** What was written since a mark and fits. */
  public List<Entry> since(Mark mark, Collection<String> topics, Predicate<Entry> wanted) {
    return since(mark, topics).stream().filter(wanted).toList();
  }

  /**
   * Writes one record and returns when the broker has it.
   *
   * @param partition where, or null for the one that the key leads to
   */
  public void publish(
      String topic,
      @Nullable Integer partition,
      @Nullable String key,
      Map<String, String> headers,
      byte @Nullable [] value) {
    var wire = new ProducerRecord<String, byte[]>(topic, partition, key, value);
    headers.forEach(
        (name, text) -> wire.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "gzip",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            LARGEST);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(wire).get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new StoryBroken("A record could not be written to " + topic + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryBroken("Interrupted while writing to " + topic, e);
    }
  }

  /** Writes an event in CloudEvents binary mode. */
  public void publishEvent(String topic, String id, String type, String subject, String data) {
    publish(
        topic, null, subject, headersOf(id, type, subject), data.getBytes(StandardCharsets.UTF_8));
  }

  /** The headers of a well-formed event. */
  public static Map<String, String> headersOf(String id, String type, String subject) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", id);
    headers.put("ce_source", "/shop");
    headers.put("ce_type", type);
    headers.put("ce_subject", subject);
    headers.put("ce_time", java.time.Instant.now().toString());
    headers.put("content-type", "application/json");
    return headers;
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            30_000);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<String, byte[]> consumer, Collection<String> topics) {
    return consumer.listTopics().entrySet().stream()
        .filter(topic -> topics.contains(topic.getKey()))
        .flatMap(topic -> topic.getValue().stream())
        .map(part -> new TopicPartition(part.topic(), part.partition()))
        .toList();
  }

  private static Entry entry(ConsumerRecord<String, byte[]> wire) {
    var headers = new HashMap<String, String>();
    wire.headers()
        .forEach(
            header ->
                headers.put(
                    header.key(),
                    header.value() == null
                        ? ""
                        : new String(header.value(), StandardCharsets.UTF_8)));
    return new Entry(
        wire.topic(),
        wire.partition(),
        wire.offset(),
        wire.key(),
        Map.copyOf(headers),
        wire.value() == null ? null : new String(wire.value(), StandardCharsets.UTF_8));
  }
}
