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
  private volatile DayKey today = new DayKey(LocalDate.EPOCH, new byte[] {0});

  Visitors(@ConfigProperty(name = "goodword.tokens.secret") List<String> secrets) {
    this.secret = secrets.getFirst().getBytes(StandardCharsets.UTF_8);
  }

  private record DayKey(LocalDate day, byte[] key) {}

  byte[] hash(String address, String userAgent, Instant now) {
    LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    DayKey key = today;
    if (!key.day().equals(day)) {
      key = new DayKey(day, mac(secret, "visitor of " + day));
      today = key;
    }
    return Arrays.copyOf(mac(key.key(), address + '\n' + userAgent), BYTES);
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
