package io.goodword.referral.attribution;

import io.goodword.contracts.commerce.Claim;
import io.goodword.kit.token.TokenRefused;
import io.goodword.referral.attribution.ResolvedClaim.Known;
import io.goodword.referral.attribution.ResolvedClaim.Refused;
import io.goodword.referral.commerce.Conversion;
import io.goodword.referral.link.AttributionTokens;
import io.goodword.referral.link.LinkRef;
import io.goodword.referral.link.Links;
import io.goodword.referral.link.TokenClaim;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks up what the claims of a conversion name. */
@ApplicationScoped
class ClaimResolver {

  private final Links links;
  private final AttributionTokens tokens;
  private final Referrals referrals;

  ClaimResolver(Links links, AttributionTokens tokens, Referrals referrals) {
    this.links = links;
    this.tokens = tokens;
    this.referrals = referrals;
  }

  List<ResolvedClaim> resolve(Conversion conversion) {
    List<ResolvedClaim> claims = new ArrayList<>();
    Claim claim = conversion.claim();
    if (claim == null) {
      return claims;
    }
    String token = given(claim.token());
    if (token != null) {
      claims.add(token(token, conversion));
    }
    String code = given(claim.code());
    if (code != null) {
      claims.add(typed(Via.CODE, links.byCode(code), conversion));
    }
    String coupon = given(claim.couponCode());
    if (coupon != null) {
      claims.add(typed(Via.COUPON, links.byCouponCode(coupon), conversion));
    }
    return claims;
  }

  private static @Nullable String given(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }

  private ResolvedClaim token(String token, Conversion conversion) {
    TokenClaim proved;
    try {
      proved = tokens.verify(token);
    } catch (TokenRefused refused) {
      return switch (refused.reason()) {
        case EXPIRED -> new Refused(Via.TOKEN, Reason.TOKEN_EXPIRED, "the token has expired");
        case FORGED ->
            new Refused(Via.TOKEN, Reason.TOKEN_FORGED, "the signature is not one of ours");
        case OTHER_PURPOSE ->
            new Refused(Via.TOKEN, Reason.TOKEN_FORGED, "the token is not one of attribution");
      };
    }
    Optional<LinkRef> link = links.byId(proved.linkId());
    if (link.isEmpty()) {
      return new Refused(Via.TOKEN, Reason.UNKNOWN_CODE, "the link of the token does not exist");
    }
    String key = clickKey(proved);
    return new Known(
        touch(Via.TOKEN, link.get(), key, proved.issuedAt()),
        referrals.boundAnother(key, conversion.customerId()));
  }

  /** One opening of a link, also where its click could not be recorded. */
  static String clickKey(TokenClaim proved) {
    String click = proved.clickId();
    return click == null ? proved.linkId() + '@' + proved.issuedAt().toEpochMilli() : click;
  }

  private static ResolvedClaim typed(Via via, Optional<LinkRef> link, Conversion conversion) {
    return link.<ResolvedClaim>map(
            found -> new Known(touch(via, found, null, conversion.occurredAt()), false))
        .orElseGet(
            () ->
                new Refused(
                    via, Reason.UNKNOWN_CODE, "the " + via.wire() + " belongs to no advocate"));
  }

  private static Touch touch(
      Via via, LinkRef link, @Nullable String clickKey, java.time.Instant at) {
    return new Touch(via, link.linkId(), link.campaignId(), link.advocateId(), clickKey, at);
  }
}
