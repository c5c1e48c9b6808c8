package io.goodword.reward.wallet;

import java.time.Instant;
import java.time.ZoneId;

/**
 * What a link opens.
 *
 * @param holder whether the customer asked for it, who alone sees codes
 * @param zone zone of dates
 * @param until first moment at which it opens nothing
 */
record Pass(String customerId, boolean holder, ZoneId zone, Instant until) {}
