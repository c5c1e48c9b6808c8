package io.goodword.reward.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("RWD-10")
class MonthTest {

  private static final Duration SETTLE = Duration.ofMinutes(10);
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  private static final Range RANGE = Range.of(OCTOBER, ZoneOffset.UTC);
  private static final Month.Count COUNT = new Month.Count(3, "a".repeat(64), "b".repeat(64));

  @ParameterizedTest(name = "at {0} after {1} ({2}): {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "2026-11-01T00:09:59Z, -, true, period-not-over",
        "2026-11-01T00:10:00Z, -, true, ok",
        "2026-10-15T00:00:00Z, -, true, period-not-over",
        "2026-11-01T00:10:00Z, 2026-09, true, ok",
        "2026-11-01T00:10:00Z, 2026-09, false, period-before-is-open",
        "2026-11-01T00:10:00Z, 2026-08, true, period-out-of-order",
        "2026-11-01T00:10:00Z, 2026-10, true, period-closed",
        "2026-12-05T00:00:00Z, 2026-11, true, period-closed",
        "2026-12-05T00:00:00Z, 2026-11, false, period-closed"
      })
  void shouldCloseEndedMonthsInOrder(
      Instant now, @Nullable YearMonth last, boolean closed, String answer) {
    Month before =
        last == null
            ? null
            : new Month(
                last, Range.of(last, ZoneOffset.UTC), closed, "fei", now, COUNT, null, null);
    assertThat(code(() -> Month.mustBeClosable(OCTOBER, RANGE, before, SETTLE, now)))
        .isEqualTo(answer);
  }

  @Test
  void shouldBeClosedByASecondPersonWhoSawTheCount() {
    Month closing = month(false, COUNT);
    Instant now = Instant.parse("2026-11-02T09:00:00Z");
    String hash = COUNT.hash(OCTOBER, RANGE);

    Month closed = closing.closedBy("fay", hash, now);

    assertThat(closed.closed()).isTrue();
    assertThat(closed.checker()).isEqualTo("fay");
    assertThat(closed.closedAt()).isEqualTo(now);
    assertThat(closed.hash()).isEqualTo(hash).isEqualTo(closing.hash());
    assertThat(code(() -> closing.closedBy("fei", hash, now))).isEqualTo("same-person");
    assertThat(code(() -> closing.closedBy("fay", "x", now))).isEqualTo("changed");
    assertThat(code(() -> closing.closedBy("fay", null, now))).isEqualTo("changed");
    assertThat(code(() -> closed.closedBy("fay", hash, now))).isEqualTo("already-closed");
    assertThat(code(() -> month(false, null).closedBy("fay", hash, now))).isEqualTo("not-counted");
    assertThat(month(false, null).hash()).isNull();
  }

  /** The value is that of sha256sum over the six lines that the guide names. */
  @Test
  void shouldHashMonthBoundsLinesAndFiles() {
    assertThat(COUNT.hash(OCTOBER, RANGE))
        .isEqualTo("fb8aa5bc7f3e99e31a43dd90f8f37f480f7e48f37b108aecff937b877cdba935");
    assertThat(new Month.Count(4, COUNT.ledgerHash(), COUNT.flowHash()).hash(OCTOBER, RANGE))
        .isNotEqualTo(COUNT.hash(OCTOBER, RANGE));
    assertThat(COUNT.hash(OCTOBER.plusMonths(1), RANGE)).isNotEqualTo(COUNT.hash(OCTOBER, RANGE));
  }

  private static Month month(boolean closed, Month.@Nullable Count count) {
    return new Month(OCTOBER, RANGE, closed, "fei", RANGE.to(), count, null, null);
  }

  private interface Step {
    void run();
  }

  private static String code(Step step) {
    try {
      step.run();
      return "ok";
    } catch (Problem problem) {
      assertThat(problem.status()).isEqualTo(409);
      return problem.code();
    }
  }
}
