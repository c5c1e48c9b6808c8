package io.goodword.kit.inbox;

import io.goodword.kit.event.MalformedEvent;
import io.goodword.kit.sql.SqlFailure;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How a failed reaction is treated. */
enum Failure {
  /** The database or a dependency is away, or a lock was lost: try again as long as it takes. */
  TRANSIENT,
  /** An earlier event is awaited: try again for a while, then give up. */
  AWAITING,
  /** A fault that may be of the moment: try a few times, then give up. */
  UNEXPECTED,
  /** The record itself is wrong: give up at once. */
  POISON;

  static Failure of(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof MalformedEvent) {
        return POISON;
      }
      if (cause instanceof RetryLater) {
        return AWAITING;
      }
      if (cause instanceof SqlFailure failure && SqlFailure.isTransient(failure.state())) {
        return TRANSIENT;
      }
      if (cause instanceof SQLException failure && SqlFailure.isTransient(failure.getSQLState())) {
        return TRANSIENT;
      }
    }
    return UNEXPECTED;
  }
}
