package io.goodword.referral.share;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an advocate posts on one channel.
 *
 * @param channel name of the channel
 * @param title headline, also the subject of an e-mail
 * @param text the whole message with disclosure and address
 * @param url short link that tells the channel
 * @param disclosure the part of the text that says the advocate is rewarded
 * @param href address that opens the channel's own share dialogue, where it has a public one
 */
@Schema(name = "SharePayload")
record Payload(
    String channel,
    String title,
    String text,
    String url,
    String disclosure,
    @Nullable String href) {}
