/**
 * Events are written by the business transaction and reach Kafka afterwards, in order per
 * aggregate, none lost.
 */
@NullMarked
package io.goodword.kit.outbox;

import org.jspecify.annotations.NullMarked;
