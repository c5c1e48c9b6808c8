package io.goodword.journeys.history;

import io.goodword.journeys.history.Step.Balance;
import io.goodword.journeys.history.Step.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ledger once more, one step after the other, as a few maps in memory. */
final class Oracle {

  private final Map<Account, Long> posted = new HashMap<>();
  private final Map<Account, Long> held = new HashMap<>();
  private final Map<String, Step> holds = new HashMap<>();
  private final Map<String, Kind> outcomes = new HashMap<>();
  private final Map<String, Map<Account, Long>> journals = new HashMap<>();
  private final Set<String> reversed = new HashSet<>();
  private final Evidence evidence;

  Oracle(Evidence evidence) {
    this.evidence = evidence;
    evidence
        .entries()
        .forEach(
            (account, entries) -> {
              int opening = evidence.opening().getOrDefault(account, 0);
              posted.put(account, opening == 0 ? 0 : entries.get(opening - 1).balanceAfter());
            });
  }

  /** Does a step; says how the answer differs from what it comes to. */
  List<String> apply(Step step) {
    Map<Account, Long> moves = moves(step);
    if (moves == null) {
      return List.of("cannot be done at this place: " + step);
    }
    if (!step.journal().isEmpty()) {
      moves.forEach((account, amount) -> posted.merge(account, amount, Math::addExact));
      journals.put(step.journal(), moves);
    }
    var wrong = new ArrayList<String>();
    moves.forEach(
        (account, amount) -> {
          if (available(account) < 0) {
            wrong.add("%s falls to %d by %s".formatted(account, available(account), step));
          }
        });
    for (Balance balance : step.balances()) {
      Account account = balance.account();
      // the side of a hold that only looks on may have been seen at another moment
      boolean touched = !step.journal().isEmpty() || step.payers().contains(account);
      if (touched
          && (balance.posted() != posted.getOrDefault(account, 0L)
              || balance.held() != held.getOrDefault(account, 0L))) {
        wrong.add(
            "the oracle has %d and %d held on %s after %s"
                .formatted(
                    posted.getOrDefault(account, 0L),
                    held.getOrDefault(account, 0L),
                    account,
                    step));
      }
    }
    return wrong;
  }

  /** What a step moves, after it has changed what is held; null when it cannot be done. */
  private @Nullable Map<Account, Long> moves(Step step) {
    return switch (step.kind()) {
      case SPEND -> step.legs();
      case OPEN -> {
        holds.put(step.hold(), step);
        Account payer = step.payers().getFirst();
        held.merge(payer, -step.legs().getOrDefault(payer, 0L), Long::sum);
        yield step.legs();
      }
      case POST, VOID -> settled(step);
      case REVERSE -> {
        Map<Account, Long> original = journals.get(step.name());
        if (original == null || !reversed.add(step.name())) {
          yield null;
        }
        Map<Account, Long> back = new HashMap<>();
        original.forEach((account, amount) -> back.put(account, -amount));
        yield back;
      }
    };
  }

  private @Nullable Map<Account, Long> settled(Step step) {
    Step hold = holds.get(step.name());
    if (hold == null || outcomes.putIfAbsent(step.name(), step.kind()) != null) {
      return null;
    }
    Map<Account, Long> moves = new HashMap<>();
    hold.legs()
        .forEach(
            (account, amount) -> {
              long all = Math.abs(amount);
              long part = step.part() == 0 ? all : step.part();
              moves.put(account, amount < 0 ? -part : part);
              if (amount < 0) {
                held.merge(account, -all, Long::sum);
              }
            });
    return moves;
  }

  private long available(Account account) {
    return posted.getOrDefault(account, 0L) - held.getOrDefault(account, 0L);
  }

  /** What is different when all is done. */
  List<String> atTheEnd() {
    var wrong = new ArrayList<String>();
    evidence
        .ends()
        .forEach(
            (account, ends) -> {
              if (ends.posted() != posted.getOrDefault(account, 0L)
                  || ends.held() != held.getOrDefault(account, 0L)) {
                wrong.add(
                    "%s ends with %s, the oracle with %d and %d held"
                        .formatted(
                            account,
                            ends,
                            posted.getOrDefault(account, 0L),
                            held.getOrDefault(account, 0L)));
              }
            });
    for (String hold : holds.keySet()) {
      Kind outcome = outcomes.get(hold);
      String state = outcome == null ? "OPEN" : outcome == Kind.POST ? "POSTED" : "VOIDED";
      if (!state.equals(evidence.holds().get(hold))) {
        wrong.add(
            "hold %s is %s, it should be %s".formatted(hold, evidence.holds().get(hold), state));
      }
    }
    return wrong;
  }

  /** What became of a hold, null while it is open. */
  @Nullable Kind outcome(String hold) {
    return outcomes.get(hold);
  }

  boolean isReversed(String journal) {
    return reversed.contains(journal);
  }
}
