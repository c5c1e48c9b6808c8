/** Knows what was promised for which occasion, under every version of the terms, for ever. */
@NullMarked
package io.goodword.reward.rule;

import org.jspecify.annotations.NullMarked;
