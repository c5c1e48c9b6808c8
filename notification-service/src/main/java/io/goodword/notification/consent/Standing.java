package io.goodword.notification.consent;

import java.util.Set;

/**
 * What stands about one customer and one purpose.
 *
 * @param granted channels that the customer allowed
 * @param suppressed channels whose address asked for silence; this wins
 */
public record Standing(Set<Channel> granted, Set<Channel> suppressed) {}
