package io.goodword.referral.attribution;

import org.jspecify.annotations.Nullable;

/**
 * Which referrals are asked for; a null matches all.
 *
 * @param campaignId of this campaign
 * @param advocateId of this advocate
 * @param friendId of this friend
 */
public record ReferralFilter(
    @Nullable String campaignId, @Nullable String advocateId, @Nullable String friendId) {}
