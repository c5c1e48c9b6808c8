/**
 * What resources say alike in HTTP: answers that may be replays, entity tags that guard a change.
 */
@NullMarked
package io.goodword.reward.http;

import org.jspecify.annotations.NullMarked;
