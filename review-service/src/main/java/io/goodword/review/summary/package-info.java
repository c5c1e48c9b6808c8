/** Counts what is published about a product, exactly and in the transaction of publication. */
@NullMarked
package io.goodword.review.summary;

import org.jspecify.annotations.NullMarked;
