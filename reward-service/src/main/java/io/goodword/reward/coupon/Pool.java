package io.goodword.reward.coupon;

import java.time.Instant;

/**
 * A pool of coupons.
 *
 * @param name name for life, the asset is {@code COUPON:<name>}
 * @param version number of its terms, from 1
 * @param codesOut whether somebody may hold a code
 */
record Pool(String name, Terms terms, int version, boolean codesOut, Instant createdAt) {

  private static final String PREFIX = "COUPON:";

  /** The asset that its coupons are units of. */
  String asset() {
    return PREFIX + name;
  }

  /** Whether an asset may be that of a pool. */
  static boolean isAsset(String asset) {
    return asset.startsWith(PREFIX);
  }

  /** Name of the pool of an asset. */
  static String nameOf(String asset) {
    return asset.substring(PREFIX.length());
  }
}
