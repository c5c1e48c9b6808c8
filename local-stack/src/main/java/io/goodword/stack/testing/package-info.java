/**
 * One real PostgreSQL and one real Kafka for all the tests of a JVM, with tokens for any person a
 * test needs.
 */
@NullMarked
package io.goodword.stack.testing;

import org.jspecify.annotations.NullMarked;
