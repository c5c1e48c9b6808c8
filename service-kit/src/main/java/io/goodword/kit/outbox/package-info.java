/**
 * Events are written by the business transaction and reach Kafka afterwards, in order per
 * aggregate, none lost.
 */
@org.jspecify.annotations.NullMarked
package io.goodword.kit.outbox;
