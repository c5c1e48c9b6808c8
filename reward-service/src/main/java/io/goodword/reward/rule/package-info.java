/**
 * Knows what was promised for which occasion, under every version of the terms, for ever; and
 * decides what rules on any event mean to give, the same when they are tried and when they are in
 * force.
 */
@NullMarked
package io.goodword.reward.rule;

import org.jspecify.annotations.NullMarked;
