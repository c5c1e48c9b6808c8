/**
 * Shows customers what they have, what expires soon and how it came there, on a page that a signed
 * link opens for some minutes.
 */
@NullMarked
package io.goodword.reward.wallet;

import org.jspecify.annotations.NullMarked;
