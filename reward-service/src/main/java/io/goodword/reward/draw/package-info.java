/**
 * Draws winners so that nobody has to be believed: seed, rules and tickets are committed before
 * anyone can know the result, prizes lie in escrow, and everybody can compute the winners again.
 */
@NullMarked
package io.goodword.reward.draw;

import org.jspecify.annotations.NullMarked;
