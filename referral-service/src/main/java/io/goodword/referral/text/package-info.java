/** The words that people read, in every language of the pages, kept out of the code. */
@NullMarked
package io.goodword.referral.text;

import org.jspecify.annotations.NullMarked;
