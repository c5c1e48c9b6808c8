/**
 * Signed, expiring, single-purpose tokens that open hosted pages and carry claims through foreign
 * hands.
 */
@NullMarked
package io.goodword.kit.token;

import org.jspecify.annotations.NullMarked;
