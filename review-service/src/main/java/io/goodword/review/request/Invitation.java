package io.goodword.review.request;

import io.goodword.review.programme.Offer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a customer was invited to.
 *
 * @param requestId id of the review request
 * @param customerId who was invited
 * @param market code such as CN
 * @param programmeId programme that was active when the request was planned
 * @param products delivered products, one or more
 * @param offer what was promised then, the same for any stars; null when nothing was
 */
public record Invitation(
    UUID requestId,
    String customerId,
    String market,
    UUID programmeId,
    List<Product> products,
    @Nullable Offer offer) {}
