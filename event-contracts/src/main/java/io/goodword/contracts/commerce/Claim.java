package io.goodword.contracts.commerce;

import org.jspecify.annotations.Nullable;

/**
 * How a customer claims to have been recommended; at most one of the three is needed, the token is
 * believed first, then the code, then the coupon.
 *
 * @param token signed attribution token from the landing page
 * @param code the advocate's personal code
 * @param couponCode coupon code that belongs to an advocate's link
 */
public record Claim(@Nullable String token, @Nullable String code, @Nullable String couponCode) {

  /** Refuses an incomplete fact, naming the field and the rule. */
  public Claim {}
}
