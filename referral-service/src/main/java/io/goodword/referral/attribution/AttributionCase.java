package io.goodword.referral.attribution;

import io.goodword.referral.campaign.CampaignTerms;
import io.goodword.referral.commerce.Signal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one decision looks at.
 *
 * @param friendId customer id of the possible friend
 * @param at when the conversion happened, by the clock of the shop
 * @param orderId order of a conversion at checkout, null for a registration
 * @param claims what the friend showed, in any order
 * @param earlier touches of the friend that are on file, in any order; repetitions do not matter
 * @param campaigns terms of every campaign named by a claim
 * @param friend what is known of the friend
 * @param advocates what is known of every advocate named by a claim or touch
 */
record AttributionCase(
    String friendId,
    Instant at,
    @Nullable String orderId,
    List<ResolvedClaim> claims,
    Collection<Touch> earlier,
    Map<String, CampaignTerms> campaigns,
    Friend friend,
    Map<String, Advocate> advocates) {

  /**
   * The friend before the conversion.
   *
   * @param bound binding that exists already
   * @param registeredAt earliest registration on file, this one included
   * @param firstSeenAt earliest fact on file, this one included
   * @param paidOrders order id and time of payment of all paid orders on file, this one included
   * @param signals hashes that the shop gave
   */
  record Friend(
      @Nullable Bound bound,
      @Nullable Instant registeredAt,
      Instant firstSeenAt,
      Map<String, Instant> paidOrders,
      Set<Signal> signals) {}

  /** A binding that exists already. */
  record Bound(String referralId, String linkId) {}

  /**
   * An advocate.
   *
   * @param signals hashes that the shop gave
   * @param bindingsInLastHour friends bound in the hour before the conversion
   */
  record Advocate(Set<Signal> signals, int bindingsInLastHour) {

    static final Advocate UNKNOWN = new Advocate(Set.of(), 0);
  }
}
