package io.goodword.reward.draw;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Binds somebody to a secret seed before it is shown. Pure. */
final class Commitment {

  private Commitment() {}

  /**
   * What is published of a seed: its SHA-256.
   *
   * @param seed 32 bytes that nobody can guess
   */
  static String to(byte[] seed) {
    return Sha256.hex(Sha256.of(seed));
  }

  /** Whether this seed is the one that was committed. */
  static boolean isKeptBy(byte[] seed, String commitment) {
    return Sha256.isHex(commitment)
        && MessageDigest.isEqual(Sha256.of(seed), Sha256.bytes(commitment));
  }

  /**
   * The seed that draws: of the service alone, or XOR that of a witness, so that one honest party
   * is enough for a seed that nobody could foresee.
   *
   * @param witness null where no witness committed or none opened its seed in time
   */
  static byte[] combined(byte[] service, byte @Nullable [] witness) {
    if (service.length != Sha256.BYTES || (witness != null && witness.length != Sha256.BYTES)) {
      throw new IllegalArgumentException("a seed has 32 bytes");
    }
    byte[] combined = service.clone();
    for (int i = 0; witness != null && i < combined.length; i++) {
      combined[i] ^= witness[i];
    }
    return combined;
  }
}
