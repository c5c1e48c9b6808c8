/** What each market's law allows, as versioned data that is evaluated in one place. */
@NullMarked
package io.goodword.referral.policy;

import org.jspecify.annotations.NullMarked;
