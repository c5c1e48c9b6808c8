package io.goodword.reward.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SortedMap;

/**
 * The one canonical form of what is hashed: numbers are 8 bytes, big-endian; everything else is
 * preceded by its length in bytes as such a number, texts are UTF-8. So two different contents
 * never have the same bytes.
 */
final class Encoding {

  /** Bytes of a hash (SHA-256). */
  static final int HASH_BYTES = 32;

  private static final int USUAL_BYTES = 1024;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);

  /**
   * Begins a content.
   *
   * @param kind what it is and the version of its form, so that two kinds never meet
   */
  static Encoding of(String kind) {
    return new Encoding().text(kind);
  }

  private Encoding() {}

  Encoding number(long value) {
    bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    return this;
  }

  Encoding text(String value) {
    return block(value.getBytes(StandardCharsets.UTF_8));
  }

  Encoding block(byte[] value) {
    number(value.length);
    bytes.writeBytes(value);
    return this;
  }

  /** How many there are, then each name and value in the order of the names. */
  Encoding fields(SortedMap<String, String> fields) {
    number(fields.size());
    fields.forEach((name, value) -> text(name).text(value));
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** SHA-256 of the bytes. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
