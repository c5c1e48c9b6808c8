/**
 * One personal link for each advocate of a campaign; whoever opens it is counted without waiting,
 * told who rewards whom, and led on with a signed claim of attribution.
 */
@NullMarked
package io.goodword.referral.link;

import org.jspecify.annotations.NullMarked;
