/** Plain SQL in the current transaction, for the few places where a figure asks for it. */
@org.jspecify.annotations.NullMarked
package io.goodword.kit.sql;
