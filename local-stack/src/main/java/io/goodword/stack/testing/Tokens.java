package io.goodword.stack.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * Bearer tokens for tests: JWTs signed with RS256 by a key that lives as long as the test JVM.
 *
 * <p>The key pair is kept in system properties, because Quarkus loads this class more than once.
 */
public final class Tokens {

  private static final String PUBLIC = "goodword.test.token.public-key";
  private static final String PRIVATE = "goodword.test.token.private-key";
  private static final Duration LIFE = Duration.ofHours(8);

  private Tokens() {}

  /** The key of somebody else, made when it is first needed: that takes tenths of a second. */
  private static final class Stranger {
    private static final PrivateKey KEY = newKeys().getPrivate();
  }

  /**
   * A token as the issuer would make it.
   *
   * @param subject id of the person
   * @param roles their roles, claim {@code groups}
   */
  public static String of(String subject, String... roles) {
    return signed(subject, roles, Instant.now().plus(LIFE), privateKey());
  }

  /** A token that was good until an hour ago. */
  public static String expired(String subject, String... roles) {
    return signed(subject, roles, Instant.now().minus(Duration.ofHours(1)), privateKey());
  }

  /** A token that looks right but was signed by somebody else. */
  public static String forged(String subject, String... roles) {
    return signed(subject, roles, Instant.now().plus(LIFE), Stranger.KEY);
  }

  /** What {@code quarkus.oidc.public-key} must be for these tokens to be accepted. */
  public static String publicKey() {
    makeKeys();
    return System.getProperty(PUBLIC);
  }

  private static String signed(String subject, String[] roles, Instant expiry, PrivateKey key) {
    String groups =
        Arrays.stream(roles).map(role -> "\"" + role + "\"").collect(Collectors.joining(","));
    long issued = Math.min(Instant.now().getEpochSecond(), expiry.getEpochSecond() - 1);
    String payload =
        """
        {"iss":"https://issuer.test/goodword","aud":"goodword","sub":"%s","upn":"%s","groups":[%s],"iat":%d,"exp":%d}"""
            .formatted(subject, subject, groups, issued, expiry.getEpochSecond());
    String signing = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + base64(payload);
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(signing.getBytes(StandardCharsets.US_ASCII));
      return signing
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("RS256 is part of every JDK", e);
    }
  }

  private static String base64(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static PrivateKey privateKey() {
    makeKeys();
    try {
      byte[] encoded = Base64.getDecoder().decode(System.getProperty(PRIVATE));
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("RSA is part of every JDK", e);
    }
  }

  private static void makeKeys() {
    // the runtime is the one object that all copies of this class share
    synchronized (Runtime.getRuntime()) {
      if (System.getProperty(PUBLIC) == null) {
        KeyPair keys = newKeys();
        var encoder = Base64.getEncoder();
        System.setProperty(PRIVATE, encoder.encodeToString(keys.getPrivate().getEncoded()));
        System.setProperty(PUBLIC, encoder.encodeToString(keys.getPublic().getEncoded()));
      }
    }
  }

  private static KeyPair newKeys() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("RSA is part of every JDK", e);
    }
  }
}
