/**
 * Coupons: pools with terms, codes that nobody can guess or read in the database, and their one way
 * through the checkout: validated, reserved, redeemed, and back after a refund.
 */
@NullMarked
package io.goodword.reward.coupon;

import org.jspecify.annotations.NullMarked;
