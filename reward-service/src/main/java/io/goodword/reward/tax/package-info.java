/**
 * Tells what rewards are worth to each recipient in a year, and who has reached the threshold of a
 * market's tax office. It reports and announces; it gives no advice and holds nothing back.
 */
@NullMarked
package io.goodword.reward.tax;

import org.jspecify.annotations.NullMarked;
