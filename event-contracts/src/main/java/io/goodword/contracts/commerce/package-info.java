/** Facts that the shop reports; the subject of each is the customer id. */
@NullMarked
package io.goodword.contracts.commerce;

import org.jspecify.annotations.NullMarked;
