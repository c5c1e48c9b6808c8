package io.goodword.contracts.commerce;

import org.jspecify.annotations.Nullable;

/**
 * Hashes that the shop made of what it knows about a visitor; used only to find self-referral and
 * duplicate accounts.
 *
 * @param deviceHash hash of the device fingerprint
 * @param ipHash hash of the IP address
 * @param paymentHash hash of the payment instrument
 * @param addressHash hash of the delivery address
 */
public record Evidence(
    @Nullable String deviceHash,
    @Nullable String ipHash,
    @Nullable String paymentHash,
    @Nullable String addressHash) {

  /** Refuses an incomplete fact, naming the field and the rule. */
  public Evidence {}
}
