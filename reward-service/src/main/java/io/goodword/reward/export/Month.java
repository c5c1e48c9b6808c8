package io.goodword.reward.export;

import io.goodword.kit.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An accounting month that is being closed or closed. Pure.
 *
 * @param maker who began to close it; from then on nothing is posted before its end
 * @param count what it holds, absent until that was counted
 * @param checker second person who closed it
 */
record Month(
    YearMonth period,
    Range range,
    boolean closed,
    String maker,
    Instant requestedAt,
    @Nullable Count count,
    @Nullable String checker,
    @Nullable Instant closedAt) {

  /**
   * What a month holds.
   *
   * @param lines lines of its general ledger
   * @param ledgerHash SHA-256 of its general ledger as CSV, without trailer
   * @param flowHash SHA-256 of its roll-forward as CSV, without trailer
   */
  record Count(long lines, String ledgerHash, String flowHash) {

    /**
     * What the second person confirms: SHA-256 of month, begin, end, lines and the two hashes, one
     * a line, each line ended by a line feed.
     */
    String hash(YearMonth period, Range range) {
      String text =
          "%s\n%s\n%s\n%d\n%s\n%s\n"
              .formatted(period, range.from(), range.to(), lines, ledgerHash, flowHash);
      try {
        return HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Nullable String hash() {
    return count == null ? null : count.hash(period, range);
  }

  /**
   * Insists that a month may be closed now.
   *
   * @param last the last month that is closed or being closed, null when there is none
   * @param settle how long after its end
   * @throws Problem 409 period-not-over, period-closed, period-before-is-open or
   *     period-out-of-order
   */
  static void mustBeClosable(
      YearMonth period, Range range, @Nullable Month last, Duration settle, Instant now) {
    if (now.isBefore(range.to().plus(settle))) {
      throw Problem.conflict(
          "period-not-over", "The month can be closed from %s.".formatted(range.to().plus(settle)));
    }
    if (last == null) {
      return;
    }
    if (!period.isAfter(last.period())) {
      throw Problem.conflict(
          "period-closed", "The books are closed until " + last.range().to() + ".");
    }
    if (!last.closed()) {
      throw Problem.conflict(
          "period-before-is-open", "The month " + last.period() + " is still being closed.");
    }
    if (!period.equals(last.period().plusMonths(1))) {
      throw Problem.conflict(
          "period-out-of-order", "The next month to close is " + last.period().plusMonths(1) + ".");
    }
  }

  /**
   * The month closed by a second person.
   *
   * @param seen hash that the checker saw
   * @throws Problem 409 already-closed, not-counted, same-person or changed
   */
  Month closedBy(String actor, @Nullable String seen, Instant now) {
    if (closed) {
      throw Problem.conflict("already-closed", "The month was closed before; it stays so.");
    }
    if (count == null) {
      throw Problem.conflict(
          "not-counted", "The month was not counted to the end; close it again.");
    }
    if (actor.equals(maker)) {
      throw Problem.conflict(
          "same-person", "Whoever closes may not confirm; a second person does.");
    }
    if (!count.hash(period, range).equals(seen)) {
      throw Problem.conflict(
              "changed", "The hash is not that of this month; read it and confirm again.")
          .with("hash", "must be the hash of the month", null);
    }
    return new Month(period, range, true, maker, requestedAt, count, actor, now);
  }
}
