package io.goodword.notification.consent;

import io.goodword.kit.token.SignedTokens;
import io.goodword.kit.token.TokenRefused;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The one-click links of RFC 8058. A link names customer, purpose, channel and the hash of the
 * address, so it still works when the contact is erased.
 */
@Singleton
public class UnsubscribeLinks {

  private static final String TOKEN_PURPOSE = "unsubscribe";

  private final SignedTokens tokens;
  private final ConsentSettings settings;
  private final Clock clock;
  private final String publicUrl;

  UnsubscribeLinks(
      SignedTokens tokens,
      ConsentSettings settings,
      Clock clock,
      @ConfigProperty(name = "goodword.public-url") String publicUrl) {
    this.tokens = tokens;
    this.settings = settings;
    this.clock = clock;
    this.publicUrl = publicUrl.replaceAll("/+$", "");
  }

  /** What a link asks for. */
  record Wish(
      String customerId,
      Purpose purpose,
      Channel channel,
      String addressIndex,
      String languageTag) {}

  /** Makes the link of one message. */
  public URI link(
      String customerId,
      Purpose purpose,
      Channel channel,
      String addressIndex,
      String languageTag) {
    String token =
        tokens.sign(
            TOKEN_PURPOSE,
            Map.of(
                "c", customerId,
                "p", purpose.name(),
                "h", channel.name(),
                "a", addressIndex,
                "l", languageTag),
            clock.instant().plus(settings.unsubscribeValidity()));
    return URI.create(publicUrl + "/u/" + token);
  }

  /**
   * Reads the token of a link.
   *
   * @throws TokenRefused when it is forged or expired
   */
  Wish read(String token) {
    Map<String, String> claims = tokens.verify(TOKEN_PURPOSE, token);
    return new Wish(
        claim(claims, "c"),
        Purpose.valueOf(claim(claims, "p")),
        Channel.valueOf(claim(claims, "h")),
        claim(claims, "a"),
        claim(claims, "l"));
  }

  private static String claim(Map<String, String> claims, String name) {
    String value = claims.get(name);
    if (value == null) {
      throw new TokenRefused(TokenRefused.Reason.FORGED);
    }
    return value;
  }
}
