/**
 * Makes the ledger verifiable: every journal is sealed into a hash chain, anyone may recompute any
 * part of it, every law of the books is watched, and what was told can be told again.
 */
@NullMarked
package io.goodword.reward.audit;

import org.jspecify.annotations.NullMarked;
