package io.goodword.reward.rule;

import java.time.Duration;

/**
 * A promise. It has no place for a rating or a sentiment, so that no reward can depend on one (16
 * CFR 465.4).
 *
 * @param ruleId stable id, the same in all versions of the terms
 * @param campaignId campaign or review programme that pays
 * @param occasion registered, first-paid-order or review.published
 * @param beneficiary advocate, friend or reviewer
 * @param asset asset code
 * @param amount positive minor units
 * @param holdingPeriod how long the reward is held before it is confirmed, zero for at once
 */
public record Rule(
    String ruleId,
    String campaignId,
    String occasion,
    String beneficiary,
    String asset,
    long amount,
    Duration holdingPeriod) {}
