/** Shows what recommendations have led to: to the company in numbers, to an advocate by friend. */
@NullMarked
package io.goodword.referral.insight;

import org.jspecify.annotations.NullMarked;
