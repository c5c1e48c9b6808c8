package io.goodword.referral.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an attribution token proves.
 *
 * @param linkId link that was opened
 * @param clickId click it came from, absent when the click could not be recorded
 * @param issuedAt time of the touch: of the click, else of the visit of the landing page
 */
public record TokenClaim(String linkId, @Nullable String clickId, Instant issuedAt) {}
