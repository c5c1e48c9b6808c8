/**
 * What many clients were told while processes were killed under them, against what the books say:
 * the history is replayed by an oracle that knows only the rules.
 */
@NullMarked
package io.goodword.journeys.history;

import org.jspecify.annotations.NullMarked;
