/**
 * What the tests of this service share: a clock that moves, a shop that delivers, files to upload.
 */
@NullMarked
package io.goodword.review.testing;

import org.jspecify.annotations.NullMarked;
