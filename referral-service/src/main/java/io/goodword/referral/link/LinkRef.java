package io.goodword.referral.link;

/**
 * A personal link.
 *
 * @param linkId id of the link
 * @param campaignId id of its campaign
 * @param advocateId customer id of the person it credits
 * @param code eight readable characters
 */
public record LinkRef(String linkId, String campaignId, String advocateId, String code) {}
