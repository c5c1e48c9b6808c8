package io.goodword.reward.budget;

/**
 * What one grant needs from one limit.
 *
 * @param key counter that it is counted in
 * @param byAmount whether minor units are counted, which shrink with the grant, or times
 * @param n minor units, or 1
 * @param max what the counter may reach
 */
public record LimitClaim(LimitKey key, boolean byAmount, long n, long max) {}
