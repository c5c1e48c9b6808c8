package io.goodword.reward.wallet;

import io.goodword.kit.page.PageLanguage;
import io.goodword.kit.token.SignedTokens;
import io.goodword.kit.token.TokenRefused;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Makes and reads the signed links of wallets. */
@Singleton
class WalletLinks {

  private static final String PURPOSE = "wallet";
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final String HOLDER = "holder";
  private static final String STAFF = "staff";

  private final SignedTokens tokens;
  private final Clock clock;
  private final Duration validity;
  private final String publicUrl;

  WalletLinks(
      SignedTokens tokens,
      Clock clock,
      WalletSettings settings,
      @ConfigProperty(name = "goodword.public-url") String publicUrl) {
    this.tokens = tokens;
    this.clock = clock;
    this.validity = settings.linkValidity();
    this.publicUrl = publicUrl;
    if (!validity.isPositive() || validity.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "goodword.wallet.link-validity is " + validity + ", it must be positive, at most P1D");
    }
  }

  Wallets.Link make(
      String customerId, boolean holder, @Nullable PageLanguage language, ZoneId zone) {
    Instant until = clock.instant().plus(validity).truncatedTo(ChronoUnit.SECONDS);
    String token =
        tokens.sign(
            PURPOSE,
            Map.of(
                "customer",
                customerId,
                "reader",
                holder ? HOLDER : STAFF,
                "zone",
                zone.getId(),
                "until",
                until.toString()),
            until);
    String wish = language == null ? "" : "?lang=" + language.tag();
    return new Wallets.Link(publicUrl + "/w/" + token + wish, until);
  }

  /**
   * Reads a link.
   *
   * @throws TokenRefused when it opens nothing
   */
  Pass read(String token) {
    Map<String, String> claims = tokens.verify(PURPOSE, token);
    return new Pass(
        claims.getOrDefault("customer", ""),
        HOLDER.equals(claims.get("reader")),
        ZoneId.of(claims.getOrDefault("zone", "UTC")),
        Instant.parse(claims.getOrDefault("until", "")));
  }
}
