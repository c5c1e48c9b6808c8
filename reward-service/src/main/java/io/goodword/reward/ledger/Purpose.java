package io.goodword.reward.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why value moves.
 *
 * @param kind fund, grant, confirm, reverse, spend, adjust, expire, redeem, draw or lease
 * @param actor who caused it: a staff or client id, or the name of a part of this service
 * @param code reason in the terms of the kind, for instance the milestone
 * @param cause referral, review or other thing behind it
 * @param campaignId campaign or programme
 * @param reverses journal that is taken back
 */
public record Purpose(
    String kind,
    String actor,
    @Nullable String code,
    @Nullable String cause,
    @Nullable String campaignId,
    @Nullable UUID reverses) {

  /** A purpose without further reasons. */
  public static Purpose of(String kind, String actor) {
    return new Purpose(kind, actor, null, null, null, null);
  }

  /** The same in a campaign or programme. */
  public Purpose in(String campaign) {
    return new Purpose(kind, actor, code, cause, campaign, reverses);
  }

  /** The same because of something. */
  public Purpose because(@Nullable String reason, @Nullable String thing) {
    return new Purpose(kind, actor, reason, thing, campaignId, reverses);
  }

  /** The same, taking back a journal. */
  public Purpose reversing(@Nullable UUID journal) {
    return new Purpose(kind, actor, code, cause, campaignId, journal);
  }
}
