package io.goodword.reward.coupon;

import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
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

/**
 * What keeps codes from who reads the database: codes are found by their HMAC-SHA-256 and shown
 * again to their holder from AES-256-GCM (NIST SP 800-38D), bound to the row that they are stored
 * in. Every key follows from {@code goodword.coupon.secret}.
 */
@Singleton
class CodeVault {

  private static final String AES = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int SHORTEST_SECRET = 32;
  private static final String DEMO = "demo";

  private final SecureRandom random = new SecureRandom();
  private final List<Keys> keys;

  @Inject
  CodeVault(CouponSettings settings) {
    this(settings.secret(), ConfigUtils.isProfileActive("prod"));
  }

  /**
   * Derives the keys.
   *
   * @param secrets the first one makes, all are tried
   * @throws IllegalArgumentException when there is none, one is too short, or one that everybody
   *     knows is used in production
   */
  CodeVault(List<String> secrets, boolean production) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("goodword.coupon.secret is empty, it needs a secret");
    }
    for (String secret : secrets) {
      if (secret.length() < SHORTEST_SECRET) {
        throw new IllegalArgumentException(
            "goodword.coupon.secret has "
                + secret.length()
                + " characters, at least 32 are needed");
      }
      if (production && secret.startsWith(DEMO)) {
        throw new IllegalArgumentException(
            "goodword.coupon.secret is one for demonstrations; production needs its own");
      }
    }
    this.keys = secrets.stream().map(Keys::of).toList();
  }

  private record Keys(byte[] finding, byte[] sealing, byte[] counting) {
    static Keys of(String secret) {
      return new Keys(key(secret, "find"), key(secret, "seal"), key(secret, "count"));
    }

    private static byte[] key(String secret, String purpose) {
      return Hkdf.derive(
          secret.getBytes(StandardCharsets.UTF_8),
          "goodword.coupon".getBytes(StandardCharsets.UTF_8),
          purpose.getBytes(StandardCharsets.UTF_8),
          KEY_BYTES);
    }
  }

  /** Under what a code in normal form is stored, in hexadecimal. */
  String mac(String normal) {
    return mac(keys.getFirst(), normal);
  }

  /** Under what a code in normal form may be stored, one for each secret. */
  List<String> macs(String normal) {
    return keys.stream().map(each -> mac(each, normal)).toList();
  }

  /** A keyed hash of somebody, to count what they do without knowing who they are. */
  String subject(String kind, String name) {
    return HexFormat.of().formatHex(Hkdf.mac(keys.getFirst().counting(), kind + '\n' + name));
  }

  /** Seals the code of a coupon; the nonce comes first. */
  byte[] sealCode(UUID coupon, String shown) {
    return seal("code", coupon, shown.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Opens the code of a coupon.
   *
   * @throws IllegalStateException when no secret fits or it was sealed for another coupon
   */
  String openCode(UUID coupon, byte[] sealed) {
    return new String(open("code", coupon, sealed), StandardCharsets.UTF_8);
  }

  /** A new seed for a batch, sealed. */
  byte[] newSeed(UUID batch) {
    byte[] seed = new byte[CodeSeries.SEED_BYTES];
    random.nextBytes(seed);
    return sealSeed(batch, seed);
  }

  /** Seals the seed of a batch. */
  byte[] sealSeed(UUID batch, byte[] seed) {
    return seal("seed", batch, seed);
  }

  /** Opens the seed of a batch, see {@link #openCode}. */
  byte[] openSeed(UUID batch, byte[] sealed) {
    return open("seed", batch, sealed);
  }

  private byte[] seal(String what, UUID row, byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = crypt(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, what, row, plain);
      byte[] stored = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, stored, NONCE_BYTES, sealed.length);
      return stored;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] open(String what, UUID row, byte[] stored) {
    byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
    byte[] sealed = Arrays.copyOfRange(stored, NONCE_BYTES, stored.length);
    for (Keys each : keys) {
      try {
        return crypt(Cipher.DECRYPT_MODE, each, nonce, what, row, sealed);
      } catch (AEADBadTagException otherSecret) {
        continue;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException(
        "the " + what + " of " + row + " cannot be opened with goodword.coupon.secret");
  }

  private static byte[] crypt(
      int mode, Keys keys, byte[] nonce, String what, UUID row, byte[] input)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(AES);
    cipher.init(
        mode, new SecretKeySpec(keys.sealing(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((what + ':' + row).getBytes(StandardCharsets.UTF_8));
    return cipher.doFinal(input);
  }

  private static String mac(Keys keys, String normal) {
    return HexFormat.of().formatHex(Hkdf.mac(keys.finding(), normal));
  }
}
