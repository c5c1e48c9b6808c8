/**
 * Gives gifts for points: both sides are set aside together and move together, never more than is
 * in stock and never twice, and a cancellation brings back what was paid.
 */
@NullMarked
package io.goodword.reward.catalogue;

import org.jspecify.annotations.NullMarked;
