package io.goodword.referral.commerce;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.SqlFailure;
import io.goodword.referral.commerce.CommerceFacts.Taken;
import io.goodword.referral.commerce.FactReader.Readable;
import io.goodword.referral.commerce.FactReader.Unreadable;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes a batch item by item, each in a transaction of its own. When the database cannot serve, the
 * batch ends with 503; the shop sends it again, and what was taken is then known by its id.
 */
@ApplicationScoped
class FactIntake {

  private static final Logger LOG = Logger.getLogger(FactIntake.class);
  private static final int ATTEMPTS = 3;

  private final CommerceFacts facts;
  private final Clock clock;
  private final MeterRegistry metrics;

  FactIntake(CommerceFacts facts, Clock clock, MeterRegistry metrics) {
    this.facts = facts;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** What became of an item. */
  sealed interface Result {

    /** Taken, now or (not first) earlier. */
    record Known(String id, Taken taken) implements Result {}

    /** Refused; nothing of it was stored. */
    record Rejected(@Nullable String id, Problem problem) implements Result {}
  }

  /**
   * Takes a body.
   *
   * @return one result per item, in their order
   * @throws Problem 400 or 422 when the body as a whole cannot be taken
   */
  List<Result> take(byte[] body) {
    return FactReader.split(body).stream().map(this::takeItem).toList();
  }

  private Result takeItem(byte[] item) {
    Result result =
        switch (FactReader.read(item, clock.instant())) {
          case Unreadable refused -> new Result.Rejected(refused.id(), refused.problem());
          case Readable readable -> take(readable.fact());
        };
    metrics.counter("goodword.referral.commerce.facts", "result", name(result)).increment();
    return result;
  }

  private Result take(ReportedFact fact) {
    for (int attempt = 1; ; attempt++) {
      try {
        return new Result.Known(fact.id(), facts.report(fact));
      } catch (RuntimeException e) {
        if (isOfTheMoment(e)) {
          if (attempt == ATTEMPTS) {
            throw e;
          }
          continue;
        }
        LOG.errorf(e, "Could not take fact %s (%s)", fact.id(), fact.type());
        return new Result.Rejected(
            fact.id(),
            Problem.of(
                500, "internal-error", "Unexpected failure", "Report the event again later."));
      }
    }
  }

  private static boolean isOfTheMoment(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SqlFailure failure) {
        return SqlFailure.isTransient(failure.state());
      }
      if (cause instanceof SQLException failure) {
        return SqlFailure.isTransient(failure.getSQLState());
      }
    }
    return false;
  }

  private static String name(Result result) {
    return switch (result) {
      case Result.Known known -> known.taken().first() ? "accepted" : "duplicate";
      case Result.Rejected rejected -> "rejected";
    };
  }
}
