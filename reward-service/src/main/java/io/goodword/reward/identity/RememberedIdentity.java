package io.goodword.reward.identity;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Is asked before OpenID Connect and knows whom that has verified. */
@Singleton
class RememberedIdentity
    implements IdentityProvider<TokenAuthenticationRequest>, SecurityIdentityAugmentor {

  private final VerifiedTokens tokens;

  RememberedIdentity(VerifiedTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Class<TokenAuthenticationRequest> getRequestType() {
    return TokenAuthenticationRequest.class;
  }

  /** Before all others; what does not say its place, as OpenID Connect, stands at 1,001. */
  @Override
  public int priority() {
    return Integer.MAX_VALUE;
  }

  /** Nothing for a token that is not known: the next provider then verifies it. */
  @Override
  public Uni<SecurityIdentity> authenticate(
      TokenAuthenticationRequest request, AuthenticationRequestContext context) {
    return Uni.createFrom().optional(tokens.find(request.getToken().getToken()));
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    tokens.remember(identity);
    return Uni.createFrom().item(identity);
  }
}
