/** Plain SQL in the current transaction, for the few places where a figure asks for it. */
@NullMarked
package io.goodword.kit.sql;

import org.jspecify.annotations.NullMarked;
