package io.goodword.referral.commerce;

import io.goodword.contracts.commerce.Claim;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact that may be credited to somebody: a registration or a paid order.
 *
 * @param factId id of the fact
 * @param customerId who converted
 * @param occurredAt when, by the clock of the shop
 * @param orderId the order, null for a registration
 * @param claim how the customer says to have been recommended
 */
public record Conversion(
    String factId,
    String customerId,
    Instant occurredAt,
    @Nullable String orderId,
    @Nullable Claim claim) {}
