package io.goodword.referral.link;

/** A link with all its names. */
record Link(LinkRef ref, String couponCode) {}
