package io.goodword.journeys.history;

import io.goodword.journeys.history.Evidence.Entry;
import io.goodword.journeys.history.Step.Balance;
import io.goodword.journeys.history.Step.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one account, in order. Entries have numbers; what only held or freed lies
 * between two of them, and its order follows from how much was held after each.
 */
final class Timeline {

  /** A search that is longer than this would mean that the run was too dense to judge. */
  private static final int LONGEST_SEARCH = 200_000;

  private final Account account;
  private final long opening;
  private final List<Mark> marks = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private int looked;

  private Timeline(Account account, long opening) {
    this.account = account;
    this.opening = opening;
  }

  /** A step as this account saw it: what it had and what was held of it afterwards. */
  private record Mark(Step step, long posted, long held, long heldBefore) {}

  /**
   * Puts the steps of an account in order.
   *
   * @param skipped entries of before the run
   */
  static Timeline of(Account account, List<Entry> entries, int skipped, List<Step> effects) {
    long opening = skipped == 0 ? 0 : entries.get(skipped - 1).balanceAfter();
    var timeline = new Timeline(account, opening);
    Map<String, Step> holds = new HashMap<>();
    effects.stream()
        .filter(step -> step.kind() == Kind.OPEN)
        .forEach(step -> holds.put(step.hold(), step));
    Map<String, Mark> posted = new HashMap<>();
    Map<Long, List<Mark>> between = new TreeMap<>();
    for (Step step : effects) {
      for (Balance balance : step.balances()) {
        if (balance.account().equals(account)) {
          long freed = freed(step, account, holds);
          var mark = new Mark(step, balance.posted(), balance.held(), balance.held() - freed);
          if (!step.journal().isEmpty()) {
            posted.put(step.journal() + "/" + balance.seq(), mark);
          } else if (freed != 0) {
            between.computeIfAbsent(balance.seq(), any -> new ArrayList<>()).add(mark);
          } else {
            timeline.mustHaveBeen(balance, entries, step);
          }
        }
      }
    }
    timeline.order(entries, skipped, posted, between);
    timeline.mustKeepRealTime();
    return timeline;
  }

  /** By how much a step changes what is held of an account. */
  private static long freed(Step step, Account account, Map<String, Step> holds) {
    Step hold = step.kind() == Kind.OPEN ? step : holds.get(step.name());
    if (hold == null || !hold.payers().contains(account)) {
      return 0;
    }
    long amount = -hold.legs().getOrDefault(account, 0L);
    return switch (step.kind()) {
      case OPEN -> amount;
      case POST, VOID -> -amount;
      case SPEND, REVERSE -> 0;
    };
  }

  /** The other side of a hold is only looked at; what was seen must have been there. */
  private void mustHaveBeen(Balance balance, List<Entry> entries, Step step) {
    long seen =
        balance.seq() == 0
            ? 0
            : balance.seq() > entries.size()
                ? Long.MIN_VALUE
                : entries.get((int) balance.seq() - 1).balanceAfter();
    if (seen != balance.posted()) {
      wrong.add(
          "%s never had %d at %d: %s".formatted(account, balance.posted(), balance.seq(), step));
    }
  }

  private void order(
      List<Entry> entries, int skipped, Map<String, Mark> posted, Map<Long, List<Mark>> between) {
    long held = 0;
    for (int i = skipped; i <= entries.size(); i++) {
      List<Mark> here = between.getOrDefault((long) i, List.of());
      @Nullable Mark next = null;
      if (i < entries.size()) {
        Entry entry = entries.get(i);
        next = posted.get(entry.journal() + "/" + entry.seq());
        if (next == null || next.posted() != entry.balanceAfter()) {
          wrong.add("%s: entry %s is not what was answered: %s".formatted(account, entry, next));
          return;
        }
      }
      List<Mark> path = new ArrayList<>();
      if (!trail(held, next == null ? null : next.heldBefore(), new ArrayList<>(here), path)) {
        wrong.add(
            "%s: what was held after entry %d cannot have come about: from %d by %s to %s"
                .formatted(account, i, held, here, next));
        return;
      }
      marks.addAll(path);
      held = path.isEmpty() ? held : path.getLast().held();
      if (next != null) {
        marks.add(next);
        held = next.held();
      }
    }
  }

  /** Finds an order in which each step finds held what the one before it left. */
  private boolean trail(long from, @Nullable Long to, List<Mark> left, List<Mark> path) {
    if (left.isEmpty()) {
      return to == null || to == from;
    }
    if (++looked > LONGEST_SEARCH) {
      return false;
    }
    long soonest = left.stream().mapToLong(mark -> mark.step().ended()).min().orElseThrow();
    List<Mark> candidates =
        left.stream()
            .filter(mark -> mark.heldBefore() == from && mark.step().begun() <= soonest)
            .sorted(Comparator.comparingLong(mark -> mark.step().ended()))
            .toList();
    for (Mark candidate : candidates) {
      var rest = new ArrayList<>(left);
      rest.remove(candidate);
      path.add(candidate);
      if (trail(candidate.held(), to, rest, path)) {
        return true;
      }
      path.removeLast();
    }
    return false;
  }

  /** What had been answered before another was asked comes before it. */
  private void mustKeepRealTime() {
    long latest = Long.MIN_VALUE;
    for (Mark mark : marks) {
      if (mark.step().ended() < latest) {
        wrong.add("%s: answered before an earlier one was asked: %s".formatted(account, mark));
        return;
      }
      latest = Math.max(latest, mark.step().begun());
    }
  }

  List<String> violations() {
    return wrong;
  }

  /** Whether less than an amount was available at some moment of a period. */
  boolean hadLessThan(long amount, long from, long to) {
    long available = opening;
    for (int i = 0; i <= marks.size(); i++) {
      boolean begun = i == 0 || marks.get(i - 1).step().begun() <= to;
      boolean lasted = i == marks.size() || marks.get(i).step().ended() >= from;
      if (i > 0) {
        available = marks.get(i - 1).posted() - marks.get(i - 1).held();
      }
      if (begun && lasted && available < amount) {
        return true;
      }
    }
    return false;
  }

  /** One order of all steps that agrees with every account; shorter when there is none. */
  static List<Step> merged(Collection<Timeline> timelines, List<Step> effects) {
    Map<Step, List<Step>> after = new HashMap<>();
    Map<Step, Integer> waitsFor = new HashMap<>();
    effects.forEach(step -> waitsFor.put(step, 0));
    for (Timeline timeline : timelines) {
      for (int i = 1; i < timeline.marks.size(); i++) {
        Step later = timeline.marks.get(i).step();
        after
            .computeIfAbsent(timeline.marks.get(i - 1).step(), any -> new ArrayList<>())
            .add(later);
        waitsFor.merge(later, 1, Integer::sum);
      }
    }
    Deque<Step> free = new ArrayDeque<>();
    effects.stream().filter(step -> waitsFor.getOrDefault(step, 0) == 0).forEach(free::add);
    List<Step> order = new ArrayList<>();
    while (!free.isEmpty()) {
      Step step = free.remove();
      order.add(step);
      for (Step later : after.getOrDefault(step, List.of())) {
        if (waitsFor.merge(later, -1, Integer::sum) == 0) {
          free.add(later);
        }
      }
    }
    return order;
  }
}
