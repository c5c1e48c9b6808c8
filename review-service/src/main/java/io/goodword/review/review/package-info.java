/**
 * Takes reviews through the hosted form once for each invitation, decides them by their text alone
 * and shows the published ones; stars never change and a held review is released by itself.
 */
@NullMarked
package io.goodword.review.review;

import org.jspecify.annotations.NullMarked;
