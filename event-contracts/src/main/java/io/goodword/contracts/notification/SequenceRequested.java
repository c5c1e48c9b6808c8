package io.goodword.contracts.notification;

import io.goodword.contracts.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a sequence of messages to one customer: the first at a given time, then reminders, until
 * it is stopped or done.
 *
 * @param runKey the asker's id of this run, for instance a review request id; asked twice it runs
 *     once
 * @param sequence name of the sequence, for instance review-request
 * @param customerId recipient
 * @param purpose consent purpose: transactional, review, referral, reward, marketing
 * @param firstAt when the first message goes out
 * @param remindAfter how long after the first message the reminder goes out
 * @param reminders number of reminders, 0 to 3
 * @param data values for the templates, links included
 */
public record SequenceRequested(
    String runKey,
    String sequence,
    String customerId,
    String purpose,
    Instant firstAt,
    @Nullable Duration remindAfter,
    int reminders,
    Map<String, String> data) {

  /** CloudEvents type. */
  public static final String TYPE = "io.goodword.notification.requests.sequence.requested.v1";

  /** Refuses an incomplete fact, naming the field and the rule. */
  public SequenceRequested {
    Checks.text("runKey", runKey);
    Checks.text("sequence", sequence);
    Checks.text("customerId", customerId);
    Checks.text("purpose", purpose);
    Checks.present("firstAt", firstAt);
    data = Map.copyOf(Checks.present("data", data));
  }
}
