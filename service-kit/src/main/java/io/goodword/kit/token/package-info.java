/**
 * Signed, expiring, single-purpose tokens that open hosted pages and carry claims through foreign
 * hands.
 */
@org.jspecify.annotations.NullMarked
package io.goodword.kit.token;
