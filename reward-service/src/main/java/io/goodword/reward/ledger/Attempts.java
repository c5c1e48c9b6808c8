package io.goodword.reward.ledger;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.source.Ids;
import io.goodword.kit.sql.SqlFailure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs a whole transaction again when the database gave it up for another one (deadlock,
 * serialisation, lock timeout): that is never the caller's fault and never a lack of balance.
 */
@ApplicationScoped
public class Attempts {

  private static final Logger LOG = Logger.getLogger(Attempts.class);
  private static final int MOST = 5;
  private static final int LONGEST_PAUSE_MILLIS = 20;

  /** States with which the database gives a transaction up for another one. */
  static final Set<String> GIVEN_UP = Set.of("40P01", "40001", "55P03");

  private final Ids ids;

  Attempts(Ids ids) {
    this.ids = ids;
  }

  /**
   * Does the work in a transaction of its own, at most five times.
   *
   * @throws Problem 503 try-again when it was given up each time
   */
  public <T> T inTransaction(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return QuarkusTransaction.requiringNew().call(work::get);
      } catch (RuntimeException e) {
        if (!wasGivenUp(e)) {
          throw e;
        }
        if (attempt == MOST) {
          LOG.warnf("Given up after %d attempts: %s", MOST, e.getMessage());
          throw Problem.of(
                  503,
                  "try-again",
                  "Temporarily not possible",
                  "Many writers want the same account; try again in a moment.")
              .retryAfter(1);
        }
        // chance comes from the id source: two that met must not meet again
        int jitter = Math.floorMod(ids.next().hashCode(), LONGEST_PAUSE_MILLIS * attempt);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1L + jitter));
      }
    }
  }

  private static boolean wasGivenUp(RuntimeException thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SqlFailure failure && GIVEN_UP.contains(failure.state())) {
        return true;
      }
    }
    return false;
  }
}
