package io.goodword.reward.export;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.export.Sheet.Format;
import io.goodword.reward.ledger.Attempts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closes accounting months: one person begins, which fences the month and counts it; a second one
 * confirms the count. From the fence on nothing is posted before the end of the month.
 */
@ApplicationScoped
public class Periods {

  private final Months months;
  private final GeneralLedger ledger;
  private final Positions positions;
  private final Attempts attempts;
  private final Clock clock;
  private final ExportSettings settings;

  Periods(
      Months months,
      GeneralLedger ledger,
      Positions positions,
      Attempts attempts,
      Clock clock,
      ExportSettings settings) {
    this.months = months;
    this.ledger = ledger;
    this.positions = positions;
    this.attempts = attempts;
    this.clock = clock;
    this.settings = settings;
  }

  /** A month with what moved in it and what was done with it. */
  record Told(Month month, List<RollForward> totals, List<Months.Step> steps) {}

  /**
   * Begins to close a month: fences it, then counts it. Sent again it goes on where it was broken
   * off.
   *
   * @throws Problem 422 for what is no month; 409 period-not-over, period-closed,
   *     period-before-is-open or period-out-of-order
   */
  Told close(String period, String actor) {
    YearMonth wanted = Range.month(period);
    Month month = attempts.inTransaction(() -> fenced(wanted, actor));
    if (month.count() == null) {
      // no transaction is open: the fence has made the month immutable, however long it takes to
      // read
      Sheet.Ending lines = ledger.write(month.range(), Format.CSV, OutputStream.nullOutputStream());
      attempts.inTransaction(() -> counted(month, lines));
    }
    return attempts.inTransaction(() -> told(wanted));
  }

  private Month fenced(YearMonth period, String actor) {
    Month begun = months.find(period).orElse(null);
    if (begun == null) {
      months.stopPostings();
      // somebody else may have fenced it while we waited
      begun = months.find(period).orElse(null);
    }
    if (begun != null && !begun.closed()) {
      return begun;
    }
    Range range = months.range(period);
    Instant now = clock.instant();
    Month.mustBeClosable(period, range, months.last().orElse(null), settings.closeAfter(), now);
    months.begin(new Month(period, range, false, actor, now, null, null, null));
    // as it is stored: the database keeps microseconds
    return months.find(period).orElseThrow();
  }

  private boolean counted(Month fenced, Sheet.Ending lines) {
    Month month =
        months
            .locked(fenced.period())
            .filter(now -> now.requestedAt().equals(fenced.requestedAt()))
            .orElseThrow(
                () ->
                    Problem.conflict(
                        "period-reopened", "The month was opened again meanwhile; close it anew."));
    if (month.count() != null) {
      return false;
    }
    List<RollForward> totals = positions.moved(month.range(), Positions.By.EFFECTIVE);
    Sheet.Ending flow = Exports.write(totals, OutputStream.nullOutputStream(), Format.CSV);
    months.counted(month, new Month.Count(lines.lines(), lines.hash(), flow.hash()), totals);
    return true;
  }

  /**
   * Closes a month for good.
   *
   * @param seen hash that the second person saw
   * @throws Problem 404; 409 already-closed, not-counted, same-person or changed
   */
  Told confirm(String period, @Nullable String seen, String actor) {
    YearMonth wanted = Range.month(period);
    return attempts.inTransaction(
        () -> {
          Instant now = clock.instant();
          Month closed =
              months
                  .locked(wanted)
                  .orElseThrow(() -> Problem.notFound("period"))
                  .closedBy(actor, seen, now);
          months.closed(closed, actor, now);
          return told(wanted);
        });
  }

  /**
   * Opens a month again that is being closed, because the count was not what was expected.
   *
   * @throws Problem 404; 409 already-closed
   */
  void reopen(String period, String actor) {
    YearMonth wanted = Range.month(period);
    attempts.inTransaction(
        () -> {
          Month month = months.locked(wanted).orElseThrow(() -> Problem.notFound("period"));
          if (month.closed()) {
            throw Problem.conflict("already-closed", "The month was closed before; it stays so.");
          }
          months.reopened(month, actor, clock.instant());
          return true;
        });
  }

  /** Months that are closed or being closed, newest first. */
  @Transactional
  List<Month> page(@Nullable String before, int limit) {
    return months.before(before == null ? null : Range.month(before), limit);
  }

  /**
   * One of them.
   *
   * @throws Problem 404 also for a month that is open
   */
  @Transactional
  Told of(String period) {
    return told(Range.month(period));
  }

  private Told told(YearMonth period) {
    return new Told(
        months.find(period).orElseThrow(() -> Problem.notFound("period")),
        months.totals(period),
        months.steps(period));
  }
}
