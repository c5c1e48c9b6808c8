/** The same request with the same key has one effect and one answer. */
@NullMarked
package io.goodword.kit.idempotency;

import org.jspecify.annotations.NullMarked;
