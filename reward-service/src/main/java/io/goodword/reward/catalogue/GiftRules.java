package io.goodword.reward.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a marketer decided about a gift, as {@link GiftDraft#accept} accepted it.
 *
 * @param texts name and description by language tag (zh-CN, zh-TW, en)
 * @param image address of a picture, from the root of the shop or of an allowed host
 * @param market where it is shown, null for every market
 * @param visibleFrom customers see it from this instant on
 * @param visibleUntil and not from this one on, null for ever
 * @param availableFrom customers can redeem it from this instant on
 * @param availableUntil and not from this one on, null for as long as there is stock
 * @param requiredTier level that it is for, null for everybody
 * @param couponAsset asset that the customer gets, for a coupon-asset only
 * @param confirmWithin how long a requested material one waits for its confirmation before it is
 *     cancelled
 */
record GiftRules(
    GiftKind kind,
    Map<String, Text> texts,
    Price price,
    @Nullable String image,
    @Nullable String market,
    Instant visibleFrom,
    @Nullable Instant visibleUntil,
    Instant availableFrom,
    @Nullable Instant availableUntil,
    Limits limits,
    @Nullable RequiredTier requiredTier,
    @Nullable String couponAsset,
    Duration confirmWithin) {

  /** Copies what could change. */
  GiftRules {
    texts = Map.copyOf(texts);
  }

  /** What is said about it in one language. */
  record Text(String name, String description) {}

  /**
   * What it costs.
   *
   * @param asset what customers pay with
   * @param amount minor units, positive
   */
  record Price(String asset, long amount) {}

  /**
   * How many one customer can have.
   *
   * @param perPerson ever, null for any number
   * @param perPeriod within a period, null for any number
   * @param period day, week, month or a duration such as P30D that ends now
   * @param zone IANA zone in which days, weeks and months begin
   */
  record Limits(
      @Nullable Integer perPerson,
      @Nullable Integer perPeriod,
      @Nullable String period,
      @Nullable String zone) {

    /** No limit. */
    static final Limits NONE = new Limits(null, null, null, null);

    /** Whether there is anything to count. */
    boolean count() {
      return perPerson != null || perPeriod != null;
    }
  }

  /** A level of a tier programme; a higher one will do as well. */
  record RequiredTier(String programmeId, String level) {}

  /** Whether customers see it. */
  boolean visible(Instant now) {
    return within(now, visibleFrom, visibleUntil);
  }

  /** Whether customers can redeem it. */
  boolean available(Instant now) {
    return within(now, availableFrom, availableUntil);
  }

  /** Asset of which one unit leaves the stock. */
  String stockAsset(String sku) {
    return couponAsset == null ? "GIFT:" + sku : couponAsset;
  }

  private static boolean within(Instant now, Instant from, @Nullable Instant until) {
    return !now.isBefore(from) && (until == null || now.isBefore(until));
  }
}
