package io.goodword.notification.dispatch;

import java.util.Optional;

/** Tells whether a run is still wanted; asked in the transaction that decides to send. */
public interface StopNotices {

  /** Why the run is stopped; empty while it is wanted. */
  Optional<String> reason(String runKey);
}
