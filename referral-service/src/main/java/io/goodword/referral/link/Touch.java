package io.goodword.referral.link;

import java.time.Instant;

/**
 * A recorded click.
 *
 * @param clickId id of the click
 * @param linkId link that was opened
 * @param occurredAt when, to the millisecond
 * @param channel channel of the share, {@code other} when unknown
 */
public record Touch(String clickId, String linkId, Instant occurredAt, String channel) {}
