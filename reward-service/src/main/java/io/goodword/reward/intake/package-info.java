/**
 * What one poll of a topic brings takes effect in one transaction, where its reaction can take many
 * at once; whatever goes wrong with it is done event by event, as if it had never been tried.
 */
@NullMarked
package io.goodword.reward.intake;

import org.jspecify.annotations.NullMarked;
