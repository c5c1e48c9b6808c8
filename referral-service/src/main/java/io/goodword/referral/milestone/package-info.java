/**
 * Follows a bound friend along the steps of the campaign, tells each step once, and takes it back
 * as far as its order is refunded.
 */
@NullMarked
package io.goodword.referral.milestone;

import org.jspecify.annotations.NullMarked;
