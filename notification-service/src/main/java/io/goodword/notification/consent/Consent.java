package io.goodword.notification.consent;

import java.time.Instant;

/**
 * The last word of a customer about one purpose on one channel.
 *
 * @param source where it was said: form, order, import, one-click
 * @param textVersion version of the text that was shown
 * @param since when it was said to us
 */
public record Consent(
    Purpose purpose,
    Channel channel,
    boolean granted,
    String source,
    String textVersion,
    Instant since) {}
