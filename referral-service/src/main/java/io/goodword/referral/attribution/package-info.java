/**
 * Decides who recommended a friend, explains the decision, and binds a friend to one advocate once
 * and for all.
 */
@NullMarked
package io.goodword.referral.attribution;

import org.jspecify.annotations.NullMarked;
