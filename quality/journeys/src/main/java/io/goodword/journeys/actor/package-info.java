/** The people and systems of the story, each speaking only the interfaces that are theirs. */
@NullMarked
package io.goodword.journeys.actor;

import org.jspecify.annotations.NullMarked;
