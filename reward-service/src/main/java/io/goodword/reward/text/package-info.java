/** The words of hosted pages, in every language that they are offered in. */
@NullMarked
package io.goodword.reward.text;

import org.jspecify.annotations.NullMarked;
