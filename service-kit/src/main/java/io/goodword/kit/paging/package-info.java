/** Keyset paging with opaque cursors. */
@org.jspecify.annotations.NullMarked
package io.goodword.kit.paging;
