package io.goodword.referral.attribution;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One contact of a friend with an advocate's recommendation.
 *
 * @param via how it showed
 * @param linkId link of the advocate
 * @param campaignId campaign of the link
 * @param advocateId customer id of the advocate
 * @param clickKey the one opening of the link behind a token, null for codes and coupons
 * @param at when the friend was touched: the click, or the conversion that named the code
 */
public record Touch(
    Via via,
    String linkId,
    String campaignId,
    String advocateId,
    @Nullable String clickKey,
    Instant at) {

  /** A total order: two touches that compare equal are the same touch. */
  static final Comparator<Touch> BY_TIME =
      Comparator.comparing(Touch::at)
          .thenComparing(Touch::via)
          .thenComparing(Touch::linkId)
          .thenComparing(touch -> touch.clickKey() == null ? "" : touch.clickKey())
          .thenComparing(Touch::campaignId)
          .thenComparing(Touch::advocateId);
}
