/** The same request with the same key has one effect and one answer. */
@org.jspecify.annotations.NullMarked
package io.goodword.kit.idempotency;
