/** Kafka clients with the settings that a ledger can trust. */
@NullMarked
package io.goodword.kit.kafka;

import org.jspecify.annotations.NullMarked;
