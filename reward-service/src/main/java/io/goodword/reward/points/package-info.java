/**
 * Lets what customers earn expire when its time is over: the oldest is spent first, what was spent
 * and comes back returns to where it was, and everybody is warned before.
 */
@NullMarked
package io.goodword.reward.points;

import org.jspecify.annotations.NullMarked;
