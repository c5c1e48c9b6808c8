package io.goodword.reward.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.SortedMap;

/**
 * The one canonical form of what is hashed: numbers are 8 bytes, big-endian; everything else is
 * preceded by its length in bytes as such a number, texts are UTF-8. So two different contents
 * never have the same bytes.
 */
final class Encoding {

  /** Bytes of a hash (SHA-256). */
  static final int HASH_BYTES = 32;

  private static final int USUAL_BYTES = 256;

  private byte[] bytes = new byte[USUAL_BYTES];
  private int length;

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
    makeRoom(Long.BYTES);
    ByteBuffer.wrap(bytes).putLong(length, value);
    length += Long.BYTES;
    return this;
  }

  Encoding text(String value) {
    return block(value.getBytes(StandardCharsets.UTF_8));
  }

  Encoding block(byte[] value) {
    number(value.length);
    makeRoom(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    return this;
  }

  /** How many there are, then each name and value in the order of the names. */
  Encoding fields(SortedMap<String, String> fields) {
    number(fields.size());
    fields.forEach((name, value) -> text(name).text(value));
    return this;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** SHA-256 of the bytes. */
  byte[] hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void makeRoom(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
    }
  }
}
