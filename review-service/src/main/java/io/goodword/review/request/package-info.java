/**
 * Plans exactly one review request for each delivered order, opens its one-time link and stops it
 * when it is answered or no longer due; it never looks at ratings or complaints.
 */
@NullMarked
package io.goodword.review.request;

import org.jspecify.annotations.NullMarked;
