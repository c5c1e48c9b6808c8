package io.goodword.notification.sequence;

import io.goodword.notification.consent.Purpose;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One customer going through one sequence. */
record Run(
    String runKey,
    String sequence,
    String customerId,
    Purpose purpose,
    Map<String, String> data,
    @Nullable Duration remindAfter,
    int reminders) {

  private static final int MOST_REMINDERS = 3;

  /** Refuses a run that cannot be played, naming value and rule. */
  Run {
    Plan.of(sequence);
    if (reminders < 0 || reminders > MOST_REMINDERS) {
      throw new IllegalArgumentException("reminders is " + reminders + ", it must be 0 to 3");
    }
    if (reminders > 0 && (remindAfter == null || !remindAfter.isPositive())) {
      throw new IllegalArgumentException(
          "remindAfter is " + remindAfter + ", it must be positive where there are reminders");
    }
  }
}
