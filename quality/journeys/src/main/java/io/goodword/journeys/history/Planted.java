package io.goodword.journeys.history;

import io.goodword.journeys.history.Evidence.Ends;
import io.goodword.journeys.history.Evidence.Entry;
import io.goodword.journeys.history.Step.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** Faults that a ledger might have, put into the evidence of a run: the check must find each. */
enum Planted {
  /** A journal that was acknowledged is gone, and every balance fits to that. */
  LOST_WRITE {
    @Override
    Evidence in(Evidence right) {
      String lost = aSpend(right).journal();
      return rewritten(right, entry -> entry.journal().equals(lost) ? List.of() : List.of(entry));
    }
  },

  /** A journal happened twice, and every balance fits to that. */
  DOUBLE_EFFECT {
    @Override
    Evidence in(Evidence right) {
      String twice = aSpend(right).journal();
      String second = new UUID(1, 1).toString();
      return rewritten(
          right,
          entry ->
              entry.journal().equals(twice)
                  ? List.of(entry, new Entry(0, second, entry.amount(), 0))
                  : List.of(entry));
    }
  },

  /** One unit more than the entries come to. */
  WRONG_BALANCE_AFTER {
    @Override
    Evidence in(Evidence right) {
      Account payer = aSpend(right).payers().getFirst();
      Map<Account, List<Entry>> entries = new HashMap<>(right.entries());
      List<Entry> changed = new ArrayList<>(entries.getOrDefault(payer, List.of()));
      Entry last = changed.removeLast();
      changed.add(new Entry(last.seq(), last.journal(), last.amount(), last.balanceAfter() + 1));
      entries.put(payer, changed);
      return with(right, right.steps(), entries, right.ends());
    }
  },

  /** A hold that was posted was given back as well. */
  TWO_OUTCOMES_OF_A_HOLD {
    @Override
    Evidence in(Evidence right) {
      Step post = first(right, step -> step.kind() == Kind.POST && step.done());
      return plus(
          right,
          new Step(
              Kind.VOID,
              post.name(),
              Map.of(),
              0,
              post.begun(),
              post.ended(),
              "",
              "",
              post.hold(),
              List.of()));
    }
  },

  /** Something else went wrong, and the client was told that there was not enough. */
  FALSE_INSUFFICIENT {
    @Override
    Evidence in(Evidence right) {
      Step open =
          first(
              right,
              step ->
                  step.kind() == Kind.OPEN
                      && step.done()
                      && step.payers().getFirst().kind().equals("budget"));
      return plus(
          right,
          new Step(
              Kind.OPEN,
              "refused",
              open.legs(),
              0,
              open.begun(),
              open.ended(),
              "budget-exhausted",
              "",
              "",
              List.of()));
    }
  },

  /** Something is in the books before what had been answered when it was asked for. */
  OUT_OF_ORDER {
    @Override
    Evidence in(Evidence right) {
      Step early = aSpend(right);
      long late = right.steps().stream().mapToLong(Step::ended).max().orElseThrow() + 1;
      return with(
          right,
          right.steps().stream()
              .map(step -> step.equals(early) ? step.within(late, late + 1) : step)
              .toList(),
          right.entries(),
          right.ends());
    }
  };

  /** The same evidence with the fault. */
  abstract Evidence in(Evidence right);

  /** Whether a right history is called wrong once the fault is in it. */
  boolean isFoundIn(Evidence right) {
    return !HistoryCheck.violations(in(right)).isEmpty();
  }

  private static Step first(Evidence right, Predicate<Step> wanted) {
    return right.steps().stream().filter(wanted).findFirst().orElseThrow();
  }

  /** One whose account went on to be used, so that the fault is in the middle. */
  private static Step aSpend(Evidence right) {
    return first(right, step -> step.kind() == Kind.SPEND && step.done());
  }

  /** Other entries, numbered and summed up anew. */
  private static Evidence rewritten(Evidence right, Function<Entry, List<Entry>> rewriting) {
    Map<Account, List<Entry>> entries = new HashMap<>();
    Map<Account, Ends> ends = new HashMap<>();
    right
        .entries()
        .forEach(
            (account, old) -> {
              List<Entry> renewed = new ArrayList<>();
              long balance = 0;
              for (Entry entry : old) {
                for (Entry one : rewriting.apply(entry)) {
                  balance += one.amount();
                  renewed.add(new Entry(renewed.size() + 1L, one.journal(), one.amount(), balance));
                }
              }
              entries.put(account, renewed);
              Ends before = right.ends().getOrDefault(account, new Ends(0, 0, 0));
              ends.put(account, new Ends(balance, before.held(), renewed.size()));
            });
    return with(right, right.steps(), entries, ends);
  }

  private static Evidence plus(Evidence right, Step step) {
    List<Step> steps = new ArrayList<>(right.steps());
    steps.add(step);
    return with(right, steps, right.entries(), right.ends());
  }

  private static Evidence with(
      Evidence right,
      List<Step> steps,
      Map<Account, List<Entry>> entries,
      Map<Account, Ends> ends) {
    return new Evidence(steps, entries, right.opening(), ends, right.holds());
  }
}
