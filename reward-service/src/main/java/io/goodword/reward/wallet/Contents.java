package io.goodword.reward.wallet;

import io.goodword.kit.paging.Cursor.Page;
import io.goodword.reward.catalogue.CustomerGifts;
import io.goodword.reward.coupon.CustomerCoupons;
import io.goodword.reward.ledger.Assets.Asset;
import io.goodword.reward.ledger.CustomerAccounts.Movement;
import io.goodword.reward.ledger.CustomerAccounts.Purse;
import io.goodword.reward.points.Lots;
import io.goodword.reward.tier.Tiers.CustomerTier;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a wallet shows, before it is put into words.
 *
 * @param purses what can be spent, as it is shown
 * @param tiers levels in the programmes that the customer has begun
 * @param coupons those that can be used, a page of them
 * @param past the newest of those that no longer can
 * @param account what the statement is about, null when there is nothing to tell of
 * @param assets kinds of value that coupons and tiers speak of, by code
 */
record Contents(
    Pass pass,
    Place place,
    List<Purse> purses,
    List<Lots.Soon> soon,
    List<CustomerTier> tiers,
    Page<CustomerCoupons.Held> coupons,
    List<CustomerCoupons.Held> past,
    List<CustomerGifts.Redeemed> gifts,
    @Nullable Account account,
    Map<String, Asset> assets) {

  /**
   * Where in the wallet somebody looks.
   *
   * @param asset asset of the statement, null for the first
   * @param before page of the statement, null for the newest
   * @param coupons page of coupons, null for the newest
   */
  record Place(@Nullable String asset, @Nullable String before, @Nullable String coupons) {}

  /** A page of a statement, newest first. */
  record Account(Asset asset, Page<Movement> movements) {}

  /** Whether the customer never had anything. */
  boolean isEmpty() {
    return purses.isEmpty() && coupons.items().isEmpty() && past.isEmpty() && gifts.isEmpty();
  }
}
