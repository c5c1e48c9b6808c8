/** What a market promises to customers who are asked for a review: when, how often, for what. */
@NullMarked
package io.goodword.review.programme;

import org.jspecify.annotations.NullMarked;
