package io.goodword.reward.identity;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Remembers for a short time whose a token is that OpenID Connect has verified, because a shop
 * sends the same token with thousands of requests and to check its signature costs more than most
 * of them. Never beyond the token's own end, and never a token that is bound to its sender, which
 * must prove itself each time. A key that the issuer withdraws is honoured that much longer.
 */
@Singleton
class VerifiedTokens {

  /** Above it all are forgotten; each is then verified once more. */
  private static final int MOST = 10_000;

  private static final String REMEMBERED = "goodword.remembered";
  private static final String END = "exp";
  private static final String BOUND_TO_SENDER = "cnf";

  private final Clock clock;
  private final Duration time;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  VerifiedTokens(
      Clock clock,
      @ConfigProperty(name = "goodword.identity.remember-for", defaultValue = "PT1M")
          Duration time) {
    this.clock = clock;
    this.time = time;
  }

  /** Who sent a token, and until when that is taken as known. */
  private record Known(SecurityIdentity identity, Instant until) {}

  /** Who sends a token, if it was verified a short time ago. */
  Optional<SecurityIdentity> find(String token) {
    Known found = known.get(token);
    if (found == null) {
      return Optional.empty();
    }
    if (!clock.instant().isBefore(found.until())) {
      known.remove(token, found);
      return Optional.empty();
    }
    return Optional.of(found.identity());
  }

  /** Takes a note of an identity that was verified just now; others are passed over. */
  void remember(SecurityIdentity identity) {
    AccessTokenCredential credential = identity.getCredential(AccessTokenCredential.class);
    if (credential == null
        || identity.getAttribute(REMEMBERED) != null
        || !(identity.getPrincipal() instanceof JsonWebToken token)
        || !(token.getClaim(END) instanceof Long seconds)
        || token.getClaim(BOUND_TO_SENDER) != null) {
      return;
    }
    Instant now = clock.instant();
    Instant end = Instant.ofEpochSecond(seconds);
    Instant until = now.plus(time).isBefore(end) ? now.plus(time) : end;
    if (!now.isBefore(until)) {
      return;
    }
    if (known.size() >= MOST) {
      known.clear();
    }
    // without what belongs to the one request, such as its routing context
    known.put(
        credential.getToken(),
        new Known(
            QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addRoles(identity.getRoles())
                .addCredential(credential)
                .addAttribute(REMEMBERED, true)
                .build(),
            until));
  }
}
