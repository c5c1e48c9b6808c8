/** Kafka clients with the settings that a ledger can trust. */
@org.jspecify.annotations.NullMarked
package io.goodword.kit.kafka;
