package io.goodword.reward.intake;

import io.goodword.kit.event.Event;

/**
 * An event that has arrived.
 *
 * @param payload its record of the contract
 */
public record Arrival(Record payload, Event event) {}
