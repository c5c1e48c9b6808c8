/**
 * Gives customers a level by what they did in a window of time: up at once, down only after an
 * evaluation and its grace, with a reason for every change.
 */
@NullMarked
package io.goodword.reward.tier;

import org.jspecify.annotations.NullMarked;
