package io.goodword.kit.event;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * An event as it travels: CloudEvents 1.0, Kafka binary mode.
 *
 * @param id unique for ever, at most 100 characters
 * @param type {@code io.goodword.<service>.<thing>.<happened>.v<N>}
 * @param subject aggregate that the event is about; also the record key
 * @param sequence number of the event in its aggregate, from 1; 0 when the producer does not count
 * @param time when it happened
 * @param data JSON object
 */
public record Event(
    String id, String type, String subject, long sequence, Instant time, byte[] data) {

  private static final int MAX_BYTES = 1_000_000;
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,100}");

  /**
   * Reads a record of a topic.
   *
   * @throws MalformedEvent when a rule of the wire format is broken; the message names the rule
   */
  public static Event from(ConsumerRecord<String, byte[]> wire) {
    if (wire.key() == null) {
      throw new MalformedEvent("the record has no key, it must be the subject of the event");
    }
    byte[] data = wire.value();
    if (data == null || data.length == 0) {
      throw new MalformedEvent("the record has no value");
    }
    if (data.length > MAX_BYTES) {
      throw new MalformedEvent(
          "the value has " + data.length + " bytes, at most " + MAX_BYTES + " are allowed");
    }
    String contentType = optional(wire, "content-type");
    if (contentType != null && contentType.startsWith("application/cloudevents")) {
      throw new MalformedEvent("structured mode is not accepted, use binary mode");
    }
    String version = required(wire, "ce_specversion");
    if (!version.equals("1.0")) {
      throw new MalformedEvent("ce_specversion is '" + version + "', it must be 1.0");
    }
    String id = required(wire, "ce_id");
    if (!ID.matcher(id).matches()) {
      throw new MalformedEvent("ce_id must be 1 to 100 printable ASCII characters");
    }
    String subject = required(wire, "ce_subject");
    if (!subject.equals(wire.key())) {
      throw new MalformedEvent("ce_subject differs from the record key");
    }
    return new Event(id, required(wire, "ce_type"), subject, sequence(wire), time(wire), data);
  }

  /**
   * Reads the data into a record of the contract.
   *
   * @throws MalformedEvent when it does not fit
   */
  public <T> T as(Class<T> payload) {
    try {
      T value = EventJson.read(data, payload);
      if (value == null) {
        throw new MalformedEvent("the data is null");
      }
      return value;
    } catch (IOException e) {
      String message = e.getMessage() == null ? "not JSON" : e.getMessage();
      throw new MalformedEvent(
          "the data does not fit " + type + ": " + message.lines().findFirst().orElse(""));
    }
  }

  private static long sequence(ConsumerRecord<String, byte[]> wire) {
    String text = optional(wire, "ce_sequence");
    if (text != null && !text.matches("\\d{1,18}")) {
      throw new MalformedEvent("ce_sequence is not a number");
    }
    return text == null ? 0 : Long.parseLong(text);
  }

  private static Instant time(ConsumerRecord<String, byte[]> wire) {
    String text = required(wire, "ce_time");
    try {
      return java.time.OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new MalformedEvent("ce_time is not an RFC 3339 timestamp");
    }
  }

  private static String required(ConsumerRecord<String, byte[]> wire, String name) {
    String value = optional(wire, name);
    if (value == null || value.isBlank()) {
      throw new MalformedEvent("the header " + name + " is missing");
    }
    return value;
  }

  /** The last header of a name as UTF-8, null when there is none. */
  public static @Nullable String optional(ConsumerRecord<String, byte[]> wire, String name) {
    Header header = wire.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
