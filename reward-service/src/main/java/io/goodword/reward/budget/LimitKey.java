package io.goodword.reward.budget;

/**
 * What a counter counts.
 *
 * @param limitId name of the limit, for instance {@code budget/campaign-1/POINTS/perDay}
 * @param scope customer id, empty for all together
 * @param period key of the {@link Period}
 */
public record LimitKey(String limitId, String scope, String period) {}
