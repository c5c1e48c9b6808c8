/**
 * Ready texts for every channel, each with its disclosure; opening a share tool is counted and
 * never paid.
 */
@NullMarked
package io.goodword.referral.share;

import org.jspecify.annotations.NullMarked;
