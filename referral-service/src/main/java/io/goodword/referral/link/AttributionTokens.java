package io.goodword.referral.link;

import io.goodword.kit.token.SignedTokens;
import io.goodword.kit.token.TokenRefused;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The claim of attribution that a friend carries to the shop. */
@Singleton
public class AttributionTokens {

  private static final String PURPOSE = "attribution";
  private static final String LINK = "link";
  private static final String CLICK = "click";
  private static final String ISSUED = "issued";

  private final SignedTokens tokens;

  AttributionTokens(SignedTokens tokens) {
    this.tokens = tokens;
  }

  /** A token that is good for the window, counted from the touch (rounded up to a second). */
  String issue(TokenClaim claim, Duration window) {
    var claims = new HashMap<String, String>();
    claims.put(LINK, claim.linkId());
    claims.put(ISSUED, String.valueOf(claim.issuedAt().toEpochMilli()));
    if (claim.clickId() != null) {
      claims.put(CLICK, claim.clickId());
    }
    return tokens.sign(PURPOSE, claims, claim.issuedAt().plus(window).plusMillis(999));
  }

  /**
   * Checks a token.
   *
   * @throws TokenRefused when it is forged, expired or made for another purpose
   */
  public TokenClaim verify(String token) {
    Map<String, String> claims = tokens.verify(PURPOSE, token);
    String link = claims.get(LINK);
    String issued = claims.get(ISSUED);
    if (link == null || issued == null) {
      throw new TokenRefused(TokenRefused.Reason.FORGED);
    }
    return new TokenClaim(link, claims.get(CLICK), Instant.ofEpochMilli(Long.parseLong(issued)));
  }
}
