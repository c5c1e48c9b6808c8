/** One recommendation all the way through, told step by step, every amount and state asserted. */
@NullMarked
package io.goodword.journeys.story;

import org.jspecify.annotations.NullMarked;
