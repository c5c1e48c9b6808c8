package io.goodword.reward.draw;

import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes seeds and keeps them sealed with AES-256-GCM (NIST SP 800-38D), bound to their draw. The
 * key is derived from {@code goodword.draw.secret}, which there is no default for. Several secrets
 * may be configured: the first seals, all open, so that a secret can be changed while draws run.
 */
@Singleton
class SeedVault {

  private static final String AES = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int SALT_BYTES = 16;
  private static final int SHORTEST_SECRET = 32;

  private final SecureRandom random = new SecureRandom();
  private final List<SecretKeySpec> keys;

  SeedVault(@ConfigProperty(name = "goodword.draw.secret") List<String> secrets) {
    keys = secrets.stream().map(SeedVault::key).toList();
  }

  /** A seed of 256 bits that nobody can guess. */
  byte[] seed() {
    byte[] seed = new byte[Sha256.BYTES];
    random.nextBytes(seed);
    return seed;
  }

  /** A salt of 128 bits as hexadecimal digits. */
  String salt() {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  /** Seals the seed of a draw; the nonce comes first. */
  byte[] seal(UUID draw, byte[] seed) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, draw).doFinal(seed);
      byte[] stored = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, stored, NONCE_BYTES, sealed.length);
      return stored;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Opens the seed of a draw.
   *
   * @throws IllegalStateException when no configured secret sealed it, or for another draw
   */
  byte[] open(UUID draw, byte[] stored) {
    byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
    byte[] sealed = Arrays.copyOfRange(stored, NONCE_BYTES, stored.length);
    for (SecretKeySpec key : keys) {
      try {
        return cipher(Cipher.DECRYPT_MODE, key, nonce, draw).doFinal(sealed);
      } catch (AEADBadTagException otherSecret) {
        continue;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException(
        "the seed of draw " + draw + " cannot be opened with goodword.draw.secret");
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, UUID draw)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(AES);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(Sha256.utf8(draw.toString()));
    return cipher;
  }

  private static SecretKeySpec key(String secret) {
    if (secret.length() < SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "goodword.draw.secret has " + secret.length() + " characters, at least 32 are needed");
    }
    byte[] key = Sha256.mac(Sha256.utf8(secret)).doFinal(Sha256.utf8("goodword.draw.seed"));
    return new SecretKeySpec(key, "AES");
  }
}
