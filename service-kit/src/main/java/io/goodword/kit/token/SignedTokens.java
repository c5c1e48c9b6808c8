package io.goodword.kit.token;

import io.goodword.kit.event.EventJson;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes and checks tokens of the form {@code v1.<claims>.<mac>}: claims as base64url JSON, HMAC
 * SHA-256 cut to 128 bits. A token is good for one purpose and until its expiry. Several secrets
 * may be configured: the first signs, all verify, so that a secret can be changed without a gap.
 */
@Singleton
public class SignedTokens {

  private static final int MAC_BYTES = 16;
  private static final int LONGEST = 2_000;
  private static final int SHORTEST_SECRET = 32;

  private final List<String> secrets;
  private final Clock clock;

  SignedTokens(@ConfigProperty(name = "goodword.tokens.secret") List<String> secrets, Clock clock) {
    for (String secret : secrets) {
      if (secret.length() < SHORTEST_SECRET) {
        throw new IllegalArgumentException("goodword.tokens.secret needs at least 32 characters");
      }
    }
    this.secrets = List.copyOf(secrets);
    this.clock = clock;
  }

  private record Signed(String purpose, long expires, Map<String, String> claims) {}

  /** Makes a token for one purpose that is good before the expiry (to the second). */
  public String sign(String purpose, Map<String, String> claims, Instant expires) {
    String body =
        base64(
            EventJson.write(new Signed(purpose, expires.getEpochSecond(), claims))
                .getBytes(StandardCharsets.UTF_8));
    String token = "v1." + body + '.' + base64(mac(secrets.getFirst(), body));
    if (token.length() > LONGEST) {
      throw new IllegalArgumentException(
          "the token would have " + token.length() + " characters, at most 2,000 are verified");
    }
    return token;
  }

  /**
   * Checks a token and returns its claims.
   *
   * @throws TokenRefused when it is forged, expired or made for another purpose
   */
  public Map<String, String> verify(String purpose, String token) {
    String[] parts = token.length() > LONGEST ? new String[0] : token.split("\\.");
    if (parts.length != 3 || !parts[0].equals("v1")) {
      throw new TokenRefused(TokenRefused.Reason.FORGED);
    }
    byte[] given = decode(parts[2]);
    if (secrets.stream().noneMatch(secret -> MessageDigest.isEqual(mac(secret, parts[1]), given))) {
      throw new TokenRefused(TokenRefused.Reason.FORGED);
    }
    Signed signed = read(parts[1]);
    if (!signed.purpose().equals(purpose)) {
      throw new TokenRefused(TokenRefused.Reason.OTHER_PURPOSE);
    }
    if (clock.instant().getEpochSecond() >= signed.expires()) {
      throw new TokenRefused(TokenRefused.Reason.EXPIRED);
    }
    return signed.claims();
  }

  private static Signed read(String body) {
    try {
      return EventJson.read(decode(body), Signed.class);
    } catch (IOException e) {
      throw new TokenRefused(TokenRefused.Reason.FORGED);
    }
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new TokenRefused(TokenRefused.Reason.FORGED);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] mac(String secret, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Arrays.copyOf(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
