/** The frame, tokens and language choice of every hosted page. */
@NullMarked
package io.goodword.kit.page;

import org.jspecify.annotations.NullMarked;
