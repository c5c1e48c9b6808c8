package io.goodword.referral.share;

import java.util.Map;

/**
 * How often share tools were opened.
 *
 * @param total all channels together
 * @param byChannel by name of the channel, those with any
 */
public record ShareCounts(long total, Map<String, Long> byChannel) {}
