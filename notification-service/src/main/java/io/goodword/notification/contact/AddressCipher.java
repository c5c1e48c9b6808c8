package io.goodword.notification.contact;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts addresses with AES-256-GCM (NIST SP 800-38D), bound to customer and field, and makes
 * their blind index: HMAC-SHA-256 cut to 128 bits. Both keys are derived from one secret.
 */
final class AddressCipher {

  private static final String AES = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int INDEX_BYTES = 16;
  private static final int SHORTEST_SECRET = 32;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec encryption;
  private final byte[] indexing;

  /**
   * Derives the keys.
   *
   * @throws IllegalArgumentException when the secret has fewer than 32 characters
   */
  AddressCipher(String secret) {
    if (secret.length() < SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "goodword.contact.key has " + secret.length() + " characters, at least 32 are needed");
    }
    byte[] root = secret.getBytes(StandardCharsets.UTF_8);
    this.encryption = new SecretKeySpec(mac(root, "goodword.contact.encryption"), "AES");
    this.indexing = mac(root, "goodword.contact.index");
  }

  /** Encrypts an address; the nonce comes first. */
  byte[] encrypt(String customerId, String field, String address) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        crypt(
            Cipher.ENCRYPT_MODE,
            nonce,
            customerId,
            field,
            address.getBytes(StandardCharsets.UTF_8));
    byte[] stored = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, stored, NONCE_BYTES, sealed.length);
    return stored;
  }

  /**
   * Decrypts an address.
   *
   * @throws IllegalStateException when it was sealed with another key or for another customer
   */
  String decrypt(String customerId, String field, byte[] stored) {
    byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
    byte[] sealed = Arrays.copyOfRange(stored, NONCE_BYTES, stored.length);
    return new String(
        crypt(Cipher.DECRYPT_MODE, nonce, customerId, field, sealed), StandardCharsets.UTF_8);
  }

  /** The blind index of an address in normal form. */
  String index(String field, String address) {
    byte[] hash = mac(indexing, field + ":" + address);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, INDEX_BYTES));
  }

  private byte[] crypt(int mode, byte[] nonce, String customerId, String field, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance(AES);
      cipher.init(mode, encryption, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD((field + ":" + customerId).getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an address cannot be opened with goodword.contact.key", e);
    }
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
