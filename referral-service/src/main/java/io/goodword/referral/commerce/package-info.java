/**
 * Takes the facts that the shop reports, each exactly once, keeps what follows from them and passes
 * them on to everybody who listens.
 */
@NullMarked
package io.goodword.referral.commerce;

import org.jspecify.annotations.NullMarked;
