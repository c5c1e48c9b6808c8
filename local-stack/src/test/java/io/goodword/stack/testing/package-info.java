/** Proves that tests of the services get what they are promised. */
@NullMarked
package io.goodword.stack.testing;

import org.jspecify.annotations.NullMarked;
