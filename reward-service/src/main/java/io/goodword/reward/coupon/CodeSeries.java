package io.goodword.reward.coupon;

import io.goodword.kit.source.Ids;
import java.nio.ByteBuffer;

/**
 * The codes of a batch. Each follows from the batch's seed and its number, so that a batch can go
 * on after a crash and be read once without any code being stored; without the seed nobody can tell
 * them from random ones (HMAC-SHA-256 as a pseudo-random function). Pure.
 */
final class CodeSeries {

  /** Bytes of a seed: 256 bits, more than any number of codes needs. */
  static final int SEED_BYTES = 32;

  private static final int RADIX = Ids.READABLE.length();

  /** Bytes from here on are thrown away: they would make the first letters likelier than others. */
  private static final int FAIR = 256 / RADIX * RADIX;

  private CodeSeries() {}

  /**
   * The random part of a code.
   *
   * @param number place in the series, from 0
   * @param length characters of {@link Ids#READABLE}
   */
  static String random(byte[] seed, int number, int length) {
    var code = new StringBuilder(length);
    for (int block = 0; code.length() < length; block++) {
      byte[] place = ByteBuffer.allocate(8).putInt(number).putInt(block).array();
      for (byte raw : Hkdf.mac(seed, place)) {
        int drawn = Byte.toUnsignedInt(raw);
        if (drawn < FAIR && code.length() < length) {
          code.append(Ids.READABLE.charAt(drawn % RADIX));
        }
      }
    }
    return code.toString();
  }
}
