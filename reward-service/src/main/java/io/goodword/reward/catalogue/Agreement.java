package io.goodword.reward.catalogue;

import io.goodword.reward.ledger.AccountRef;
import java.time.Instant;

/**
 * What was agreed when a gift was redeemed; it never changes, whatever becomes of the gift.
 *
 * @param requestKey the caller's name of the request, unique for ever
 * @param giftRevision revision of the gift that was agreed on
 * @param priceAsset what is paid with
 * @param price minor units
 * @param stockAsset asset of which one unit leaves the stock
 * @param dueAt when an automatic one is confirmed, and another one is cancelled unless it was
 *     confirmed
 */
record Agreement(
    String requestKey,
    String sku,
    int giftRevision,
    String customerId,
    GiftKind kind,
    String priceAsset,
    long price,
    String stockAsset,
    Instant requestedAt,
    Instant dueAt) {

  static Agreement of(String requestKey, Gift gift, String customerId, Instant now) {
    GiftRules rules = gift.rules();
    return new Agreement(
        requestKey,
        gift.sku(),
        gift.revision(),
        customerId,
        rules.kind(),
        rules.price().asset(),
        rules.price().amount(),
        gift.stockAsset(),
        now,
        rules.kind().automatic() ? now : now.plus(rules.confirmWithin()));
  }

  /** Account that pays. */
  AccountRef payer() {
    return AccountRef.customer(customerId, priceAsset);
  }

  /**
   * Account of the gift that is paid; one for each gift, so that gifts do not wait for each other.
   */
  AccountRef paid() {
    return AccountRef.redemption("gift/" + sku, priceAsset);
  }

  /** Account that the gift leaves. */
  AccountRef stock() {
    return AccountRef.stock(stockAsset);
  }

  /** Account that the gift goes to: units of a coupon to the customer, others out of the books. */
  AccountRef receiver() {
    return kind == GiftKind.COUPON_ASSET
        ? AccountRef.customer(customerId, stockAsset)
        : AccountRef.redemption("gift/" + sku, stockAsset);
  }

  /** Name of the payment in the ledger. */
  String paymentKey() {
    return "redemption/" + requestKey + "/points";
  }

  /** Name of the gift's way in the ledger. */
  String stockKey() {
    return "redemption/" + requestKey + "/stock";
  }

  /** Whether somebody else asks for the same. */
  boolean isFor(String otherSku, String otherCustomer) {
    return sku.equals(otherSku) && customerId.equals(otherCustomer);
  }
}
