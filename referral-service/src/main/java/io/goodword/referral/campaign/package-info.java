/**
 * What a company promises for a recommendation: checked when it is written, frozen when it starts,
 * changed afterwards only in favour of customers.
 */
@NullMarked
package io.goodword.referral.campaign;

import org.jspecify.annotations.NullMarked;
