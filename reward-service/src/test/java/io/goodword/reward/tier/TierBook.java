package io.goodword.reward.tier;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One member once more, as a list in memory: a rolling year, three levels, one level down after
 * thirty days of grace, evaluated on the first of the month.
 */
class TierBook {

  static final List<Integer> THRESHOLDS = List.of(0, 100, 500);

  private final ZoneId zone;
  private final Map<Integer, Earned> earnings = new HashMap<>();
  private int rank;
  private Instant since = Instant.MIN;
  private Instant evaluateAt = Instant.MIN;
  private @Nullable Instant graceUntil;
  private @Nullable Integer before;
  private boolean joined;

  TierBook(ZoneId zone) {
    this.zone = zone;
  }

  /** Something earned, and what of it still counts. */
  private static final class Earned {
    final Instant at;
    final long amount;
    long left;

    Earned(Instant at, long amount) {
      this.at = at;
      this.amount = amount;
      this.left = amount;
    }
  }

  void earn(int step, long amount, Instant at) {
    earnings.put(step, new Earned(at, amount));
  }

  /** What was earned by a step. */
  long earned(int step) {
    return of(step).amount;
  }

  /** Takes back all that was earned by a step. */
  void takeBack(int step) {
    of(step).left = 0;
  }

  private Earned of(int step) {
    return Objects.requireNonNull(earnings.get(step));
  }

  /** Looks at the member at a moment; the level then. */
  int look(Instant now) {
    if (!joined) {
      joined = true;
      evaluateAt = firstOfNextMonth(now);
    }
    int earned = earnedBy(sum(yearBefore(now), Instant.MAX));
    boolean due = !now.isBefore(evaluateAt);
    if (earned > rank) {
      before = rank;
      moveTo(earned, now);
      return rank;
    }
    boolean rested = before == null || restsOnWhatIsThere();
    if (due) {
      evaluateAt = firstOfNextMonth(now);
    }
    if (earned == rank) {
      graceUntil = null;
    } else if (!rested && before != null) {
      int fallen = Math.max(earned, before);
      before = null;
      moveTo(fallen, now);
    } else if (graceUntil != null && !now.isBefore(graceUntil)) {
      before = null;
      moveTo(rank - 1, now);
    } else if (graceUntil == null && due) {
      graceUntil = now.atZone(zone).plusDays(30).toInstant();
    }
    return rank;
  }

  /** Whether what the last upgrade needed was earned in the year before it and is still there. */
  private boolean restsOnWhatIsThere() {
    return sum(yearBefore(since), since.plus(Duration.ofMinutes(1))) >= THRESHOLDS.get(rank);
  }

  private void moveTo(int level, Instant now) {
    rank = level;
    since = now;
    evaluateAt = firstOfNextMonth(now);
    graceUntil = null;
  }

  private long sum(Instant from, Instant until) {
    return earnings.values().stream()
        .filter(one -> !one.at.isBefore(from) && one.at.isBefore(until))
        .mapToLong(one -> one.left)
        .sum();
  }

  private static int earnedBy(long figure) {
    int level = 0;
    while (level + 1 < THRESHOLDS.size() && figure >= THRESHOLDS.get(level + 1)) {
      level++;
    }
    return level;
  }

  private Instant yearBefore(Instant now) {
    return LocalDate.ofInstant(now, zone).minusMonths(12).atStartOfDay(zone).toInstant();
  }

  private Instant firstOfNextMonth(Instant now) {
    return LocalDate.ofInstant(now, zone)
        .withDayOfMonth(1)
        .plusMonths(1)
        .atStartOfDay(zone)
        .toInstant();
  }
}
