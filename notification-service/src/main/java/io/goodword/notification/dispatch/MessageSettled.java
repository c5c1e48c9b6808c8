package io.goodword.notification.dispatch;

import java.time.Instant;

/**
 * A message of a run came to its end in the current transaction.
 *
 * @param sent whether its provider took it
 */
public record MessageSettled(String runKey, int step, boolean sent, Instant at) {}
