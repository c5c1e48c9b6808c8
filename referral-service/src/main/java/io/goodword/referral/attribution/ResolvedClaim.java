package io.goodword.referral.attribution;

import java.util.List;

/** A claim after looking up what it names. */
sealed interface ResolvedClaim {

  /** How the claim was made. */
  Via via();

  /**
   * A claim that names a link.
   *
   * @param touch the contact that it proves
   * @param clickOfAnother whether its click has already bound another friend
   */
  record Known(Touch touch, boolean clickOfAnother) implements ResolvedClaim {
    @Override
    public Via via() {
      return touch.via();
    }
  }

  /**
   * A claim that names nothing that we know or trust.
   *
   * @param via how it was made
   * @param reason why it is refused
   * @param evidence what was seen
   */
  record Refused(Via via, Reason reason, String evidence) implements ResolvedClaim {}

  /** The contacts that claims prove. */
  static List<Touch> touchesOf(List<ResolvedClaim> claims) {
    return claims.stream()
        .filter(Known.class::isInstance)
        .map(claim -> ((Known) claim).touch())
        .toList();
  }
}
