/**
 * Tells finance and auditors what is in the books: every line, what is owed, what moved, and months
 * that are closed by two people and reproduced byte for byte.
 */
@NullMarked
package io.goodword.reward.export;

import org.jspecify.annotations.NullMarked;
