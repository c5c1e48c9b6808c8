/** The injected sources of time and identity. */
@NullMarked
package io.goodword.kit.source;

import org.jspecify.annotations.NullMarked;
