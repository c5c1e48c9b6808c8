/**
 * Invitations that a customer asks the service to send; the market's law decides, and no law of
 * today allows them.
 */
@NullMarked
package io.goodword.referral.invitation;

import org.jspecify.annotations.NullMarked;
