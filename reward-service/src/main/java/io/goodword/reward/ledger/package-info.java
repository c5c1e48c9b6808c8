/**
 * Keeps who has what in balanced, immutable journals: nothing is posted twice, no account falls
 * below its floor, and anyone may check the sums.
 */
@NullMarked
package io.goodword.reward.ledger;

import org.jspecify.annotations.NullMarked;
