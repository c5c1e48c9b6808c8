package io.goodword.referral.link;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells one visitor from another without knowing either: a keyed hash of address and User-Agent
 * whose key changes every day (UTC), so that it says nothing tomorrow. The address is not kept.
 */
@Singleton
class Visitors {

  private static final int BYTES = 16;

  private final byte[] secret;
  private final ThreadLocal<DayMac> ofToday = new ThreadLocal<>();

  Visitors(@ConfigProperty(name = "goodword.tokens.secret") List<String> secrets) {
    this.secret = secrets.getFirst().getBytes(StandardCharsets.UTF_8);
  }

  /** Computes hashes under the key of a day, one after another. */
  private record DayMac(LocalDate day, Mac mac) {}

  byte[] hash(String address, String userAgent, Instant now) {
    LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    DayMac found = ofToday.get();
    if (found == null || !found.day().equals(day)) {
      found = new DayMac(day, keyed(code(keyed(secret), "visitor of " + day)));
      ofToday.set(found);
    }
    return Arrays.copyOf(code(found.mac(), address + '\n' + userAgent), BYTES);
  }

  private static byte[] code(Mac mac, String text) {
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Mac keyed(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
