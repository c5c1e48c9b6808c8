package io.goodword.contracts;

/**
 * One released version of one event.
 *
 * @param type CloudEvents type, {@code io.goodword.<service>.<thing>.<happened>.v<N>}
 * @param payload the record that its data is read into
 */
public record EventContract(String type, Class<? extends Record> payload) {

  /** Topic of the event: the type without prefix, thing, happening and version. */
  public String topic() {
    String[] parts = type.split("\\.");
    return "goodword." + String.join(".", java.util.Arrays.copyOfRange(parts, 2, parts.length - 3));
  }
}
