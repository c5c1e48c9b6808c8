package io.goodword.review.programme;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a programme promises at the moment it is asked.
 *
 * @param programmeId id of the programme
 * @param market code such as CN
 * @param requestDelay from delivery to the request, P0D to P60D
 * @param remindAfter from the request to the reminder
 * @param linkValidity how long the link is good after the request
 * @param offer what an author gets, the same for any stars; null when nothing is given
 */
public record ProgrammeTerms(
    UUID programmeId,
    String market,
    Duration requestDelay,
    Duration remindAfter,
    Duration linkValidity,
    @Nullable Offer offer) {}
