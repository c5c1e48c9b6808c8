/**
 * Lets people give and take by hand: what is above a limit waits for a second person, who approves
 * exactly what was asked for, and everything keeps who, when and why.
 */
@NullMarked
package io.goodword.reward.adjustment;

import org.jspecify.annotations.NullMarked;
