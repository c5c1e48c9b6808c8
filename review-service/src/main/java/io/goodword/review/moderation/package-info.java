/**
 * Judges the text of a review by word lists, personal data and links, never by how the customer
 * liked it.
 */
@NullMarked
package io.goodword.review.moderation;

import org.jspecify.annotations.NullMarked;
