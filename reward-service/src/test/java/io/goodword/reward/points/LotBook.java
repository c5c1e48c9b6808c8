package io.goodword.reward.points;

import io.goodword.reward.points.ExpiryRule.Debt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One customer's account with its lots once more, as a few lists in memory: what the posting
 * function must do, without database, locks or concern for speed.
 */
class LotBook {

  private static final Comparator<Lot> OLDEST_FIRST =
      Comparator.comparing(
              (Lot lot) -> lot.expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(lot -> lot.id);

  private final ExpiryRule rule;
  private final List<Lot> lots = new ArrayList<>();
  private final Map<String, Lot> sources = new HashMap<>();
  private final Map<String, Map<Lot, Long>> uses = new HashMap<>();
  private long held;
  private long debt;

  LotBook(ExpiryRule rule) {
    this.rule = rule;
  }

  /** A lot; the id is its place in the order of opening. */
  static final class Lot {
    final int id;
    final @Nullable String campaign;
    final @Nullable Instant expiresAt;
    long amount;
    long remaining;

    Lot(int id, @Nullable String campaign, @Nullable Instant expiresAt) {
      this.id = id;
      this.campaign = campaign;
      this.expiresAt = expiresAt;
    }

    boolean isDue(Instant at) {
      return expiresAt != null && !expiresAt.isAfter(at);
    }
  }

  /** A lot as others see it. */
  record Seen(
      @Nullable String campaign, @Nullable Instant expiresAt, long amount, long remaining) {}

  /** What taking back came to: what the account gave, what is owed, what nobody gave. */
  record Taken(long given, long owed, long missing) {}

  long posted() {
    return lots.stream().mapToLong(lot -> lot.remaining).sum();
  }

  long held() {
    return held;
  }

  long debt() {
    return debt;
  }

  /** The lots in the order in which they are spent. */
  List<Seen> seen() {
    return lots.stream()
        .sorted(OLDEST_FIRST)
        .map(lot -> new Seen(lot.campaign, lot.expiresAt, lot.amount, lot.remaining))
        .toList();
  }

  /** Earns; what is owed is repaid first. */
  void earn(String journal, @Nullable String campaign, long amount, Instant at) {
    long rest = amount - repaid(amount);
    if (rest > 0) {
      sources.put(journal, opened(campaign, rule.expiryOf(at), rest));
    }
  }

  /** Spends, unless less than that is available. */
  boolean spend(String journal, long amount) {
    if (posted() - held < amount) {
      return false;
    }
    use(journal, null, amount);
    return true;
  }

  boolean hold(long amount) {
    if (posted() - held < amount) {
      return false;
    }
    held += amount;
    return true;
  }

  /** Spends a part of what was held; the rest is free again. */
  void settle(String journal, long remaining, long part) {
    held -= remaining;
    use(journal, null, part);
  }

  void free(long part) {
    held -= part;
  }

  /** Gives back what a journal spent: to its lots, the last used first, and what is over as new. */
  void refund(String of, @Nullable String campaign, long amount, Instant at) {
    long rest = amount - repaid(amount);
    Map<@Nullable String, Long> late =
        new TreeMap<>(Comparator.nullsLast(Comparator.naturalOrder()));
    Map<Lot, Long> used = uses.getOrDefault(of, Map.of());
    for (Lot lot : used.keySet().stream().sorted(OLDEST_FIRST.reversed()).toList()) {
      long part = Math.min(rest, used.getOrDefault(lot, 0L));
      if (part > 0) {
        used.merge(lot, -part, Long::sum);
        rest -= part;
        if (lot.isDue(at) && rule.grace() != null) {
          late.merge(lot.campaign, part, Long::sum);
        } else {
          lot.remaining += part;
        }
      }
    }
    late.forEach((from, part) -> opened(from, rule.graceOf(at), part));
    if (rest > 0) {
      opened(campaign, rule.expiryOf(at), rest);
    }
  }

  /** Takes back what a journal earned: from its lot first, then from the oldest. */
  Taken takeBack(String journal, String of, long amount) {
    long given = Math.min(amount, posted() - held);
    long missing = amount - given;
    use(journal, sources.get(of), given);
    if (rule.debt() == Debt.OWE) {
      debt += missing;
      return new Taken(given, missing, 0);
    }
    return new Taken(given, 0, missing);
  }

  /** What expires now: what is due, less what holds pin, and they pin the oldest. */
  long due(Instant at) {
    long due = lots.stream().filter(lot -> lot.isDue(at)).mapToLong(lot -> lot.remaining).sum();
    return Math.max(0, due - held);
  }

  /** Lets what is due expire. */
  long expire(String journal, Instant at) {
    long due = due(at);
    use(journal, null, due);
    return due;
  }

  /** The order in which lots are spent; a planted fault may change it. */
  List<Lot> order(@Nullable Lot first) {
    return lots.stream()
        .sorted(Comparator.comparing((Lot lot) -> lot != first).thenComparing(OLDEST_FIRST))
        .toList();
  }

  private void use(String journal, @Nullable Lot first, long amount) {
    long rest = amount;
    Map<Lot, Long> used = new LinkedHashMap<>();
    for (Lot lot : order(first)) {
      long part = Math.min(rest, lot.remaining);
      if (part > 0) {
        lot.remaining -= part;
        rest -= part;
        used.put(lot, part);
      }
    }
    if (rest > 0) {
      throw new IllegalStateException(rest + " of " + amount + " is in no lot");
    }
    uses.put(journal, used);
  }

  private Lot opened(@Nullable String campaign, @Nullable Instant expiresAt, long amount) {
    Lot lot =
        lots.stream()
            .filter(
                one ->
                    Objects.equals(one.campaign, campaign)
                        && Objects.equals(one.expiresAt, expiresAt))
            .findFirst()
            .orElseGet(
                () -> {
                  lots.add(new Lot(lots.size(), campaign, expiresAt));
                  return lots.getLast();
                });
    lot.amount += amount;
    lot.remaining += amount;
    return lot;
  }

  private long repaid(long amount) {
    long part = Math.min(amount, debt);
    debt -= part;
    return part;
  }
}
