/**
 * Events take effect once, in one transaction with the note that they did; poison goes to a
 * dead-letter topic and comes back on request.
 */
@org.jspecify.annotations.NullMarked
package io.goodword.kit.inbox;
