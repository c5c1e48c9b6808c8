/**
 * Repeats work on a thread of its own until the service stops, and lets one bad item fail alone.
 */
@NullMarked
package io.goodword.reward.rounds;

import org.jspecify.annotations.NullMarked;
