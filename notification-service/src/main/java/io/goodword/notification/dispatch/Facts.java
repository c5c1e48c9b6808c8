package io.goodword.notification.dispatch;

import io.goodword.notification.consent.Channel;
import io.goodword.notification.consent.Purpose;
import io.goodword.notification.consent.Standing;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the guards look at; no contact data.
 *
 * @param now the moment of the decision
 * @param plannedAt when the message was planned
 * @param smear number by which waiting messages are spread
 * @param stopped why it is not wanted any more, or null
 * @param recipient the recipient, or null when no contact is known
 * @param recent capped messages sent to the customer in the last 24 hours
 */
record Facts(
    Instant now,
    Instant plannedAt,
    long smear,
    Purpose purpose,
    @Nullable String stopped,
    @Nullable Recipient recipient,
    Recent recent) {

  /**
   * A recipient without the addresses.
   *
   * @param addresses channels on which there is an address and a provider
   */
  record Recipient(ZoneId zone, Set<Channel> addresses, Standing standing) {}

  /**
   * How much a customer has heard from us.
   *
   * @param count messages, 0 or more
   * @param oldest when the oldest of them was sent; null when there is none
   */
  record Recent(int count, @Nullable Instant oldest) {}
}
