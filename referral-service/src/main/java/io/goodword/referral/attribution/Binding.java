package io.goodword.referral.attribution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A friend bound to an advocate; it never changes.
 *
 * @param referralId id of the referral
 * @param campaignId campaign that is credited
 * @param linkId link that is credited
 * @param advocateId customer id of the advocate
 * @param friendId customer id of the friend
 * @param via how the credited touch showed
 * @param model first-touch or last-touch
 * @param termsVersion terms at the binding
 * @param clickId recorded click of the credited touch, if there is one
 * @param channel share channel of that click, null when it is not known (yet)
 * @param touchedAt credited touch
 * @param convertedAt conversion that led to the binding, by the clock of the shop
 * @param boundAt when it was decided
 * @param score risk score, 0 to 59
 * @param needsReview whether a person should look at it
 */
public record Binding(
    String referralId,
    String campaignId,
    String linkId,
    String advocateId,
    String friendId,
    Via via,
    String model,
    int termsVersion,
    @Nullable String clickId,
    @Nullable String channel,
    Instant touchedAt,
    Instant convertedAt,
    Instant boundAt,
    int score,
    boolean needsReview) {

  /** The instant from which on what the friend does is owed to the recommendation. */
  public Instant countsFrom() {
    return touchedAt.isBefore(convertedAt) ? touchedAt : convertedAt;
  }
}
