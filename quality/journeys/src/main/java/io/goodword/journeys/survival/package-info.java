/**
 * Nothing acknowledged is lost and nothing happens twice, while the processes of a stack of our own
 * are killed under load.
 */
@NullMarked
package io.goodword.journeys.survival;

import org.jspecify.annotations.NullMarked;
