/** Containerfiles are held to our rules, since they cannot be built on every machine. */
@NullMarked
package io.goodword.containers;

import org.jspecify.annotations.NullMarked;
