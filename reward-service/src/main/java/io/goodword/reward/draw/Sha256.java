package io.goodword.reward.draw;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 (FIPS 180-4) and HMAC-SHA-256 (RFC 2104) as the draw uses them. */
final class Sha256 {

  /** Bytes of a hash and of a seed. */
  static final int BYTES = 32;

  private static final String HMAC = "HmacSHA256";

  private Sha256() {}

  /** Hash of the parts, one after the other. */
  static byte[] of(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Hash of a text in UTF-8, as 64 lower-case hexadecimal digits. */
  static String hex(String text) {
    return hex(of(utf8(text)));
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Reads a hash or seed.
   *
   * @throws IllegalArgumentException when it is not 64 lower-case hexadecimal digits
   */
  static byte[] bytes(String hex) {
    if (!isHex(hex)) {
      throw new IllegalArgumentException("must be 64 hexadecimal digits, 0-9 and a-f");
    }
    return HexFormat.of().parseHex(hex);
  }

  /** Whether a text is a hash or seed in the one form that we write. */
  static boolean isHex(String text) {
    return text.length() == 2 * BYTES
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /** HMAC with this key, ready for any number of messages; not for several threads. */
  static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
