/** Two programs for the outside of the suite: the demo tells the story, the kill test breaks it. */
@NullMarked
package io.goodword.journeys;

import org.jspecify.annotations.NullMarked;
