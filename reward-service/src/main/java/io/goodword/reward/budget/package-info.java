/**
 * Keeps what each campaign may give: never more than was funded or than its limits allow, with one
 * warning at each share and one when it is used up.
 */
@NullMarked
package io.goodword.reward.budget;

import org.jspecify.annotations.NullMarked;
