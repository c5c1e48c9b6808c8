package io.goodword.reward.catalogue;

/**
 * A gift as it stands.
 *
 * @param revision number of its last change, from 1; its entity tag
 * @param onHand units in stock, reserved ones included
 * @param reserved units that are held for redemptions under way
 */
record Gift(String sku, int revision, GiftRules rules, long onHand, long reserved) {

  /** Asset of which one unit leaves the stock. */
  String stockAsset() {
    return rules.stockAsset(sku);
  }

  /** Units that can still be redeemed. */
  long free() {
    return onHand - reserved;
  }
}
