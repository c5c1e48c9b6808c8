/** Keyset paging with opaque cursors. */
@NullMarked
package io.goodword.kit.paging;

import org.jspecify.annotations.NullMarked;
