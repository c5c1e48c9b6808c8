/** A local stack of one's own, beside the one that a person may have running. */
@NullMarked
package io.goodword.journeys.stack;

import org.jspecify.annotations.NullMarked;
