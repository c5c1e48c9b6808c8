/** The frame, tokens and language choice of every hosted page. */
@org.jspecify.annotations.NullMarked
package io.goodword.kit.page;
