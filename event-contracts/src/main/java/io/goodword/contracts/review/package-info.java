/**
 * Facts of review-service; none of them carries a rating or a sentiment, so that no reward can
 * depend on one.
 */
@NullMarked
package io.goodword.contracts.review;

import org.jspecify.annotations.NullMarked;
