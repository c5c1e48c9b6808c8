package io.goodword.kit.source;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Makes identifiers: time-ordered UUIDs (RFC 9562, version 7) and unguessable codes. */
@Singleton
public class Ids {

  /** Letters and digits that survive being read aloud: no 0/O, 1/I/L, no U. */
  public static final String READABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Ids(Clock clock) {
    this.clock = clock;
  }

  /** A UUID of version 7: 48 bits of milliseconds, then 74 random bits. */
  public UUID next() {
    long millis = clock.millis();
    long high = (millis << 16) | 0x7000L | (random.nextInt() & 0x0FFFL);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** The same as {@link #next()}, as text. */
  public String text() {
    return next().toString();
  }

  /**
   * A random code of the readable alphabet, 4.9 bits a character.
   *
   * @param length 6 to 40 characters
   */
  public String code(int length) {
    if (length < 6 || length > 40) {
      throw new IllegalArgumentException("length is " + length + ", it must be 6 to 40");
    }
    var code = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      code.append(READABLE.charAt(random.nextInt(READABLE.length())));
    }
    return code.toString();
  }
}
