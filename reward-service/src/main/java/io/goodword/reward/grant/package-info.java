/**
 * Gives what was promised, once for each cause, rule and person; holds it, confirms it, takes it
 * back, whatever order the facts arrive in.
 */
@NullMarked
package io.goodword.reward.grant;

import org.jspecify.annotations.NullMarked;
