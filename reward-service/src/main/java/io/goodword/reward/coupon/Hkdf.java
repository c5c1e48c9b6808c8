package io.goodword.reward.coupon;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Derives keys from a secret: HKDF with SHA-256 (RFC 5869), for outputs of at most one block. */
final class Hkdf {

  /** Bytes of a block, and so of the longest output. */
  static final int BLOCK = 32;

  private Hkdf() {}

  /**
   * A key for one purpose.
   *
   * @param salt need not be secret
   * @param info names the purpose
   * @param length 1 to 32 bytes
   */
  static byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
    byte[] first = Arrays.copyOf(info, info.length + 1);
    first[info.length] = 1;
    return Arrays.copyOf(mac(mac(salt, secret), first), length);
  }

  /** HMAC-SHA-256 of a text. */
  static byte[] mac(byte[] key, String text) {
    return mac(key, text.getBytes(StandardCharsets.UTF_8));
  }

  /** HMAC-SHA-256. */
  static byte[] mac(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
