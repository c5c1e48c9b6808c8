package io.goodword.journeys.history;

import io.goodword.journeys.history.Evidence.Entry;
import io.goodword.journeys.history.Step.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares answers with entries. Pure: the order of the journals comes from the numbers of the
 * entries, {@link Timeline} puts the holds between them, and {@link Oracle} does every step once
 * more in that order.
 */
final class HistoryCheck {

  private final Evidence evidence;
  private final List<String> wrong = new ArrayList<>();

  /** The steps that had an effect, each once. */
  private final List<Step> effects = new ArrayList<>();

  private HistoryCheck(Evidence evidence) {
    this.evidence = evidence;
  }

  /**
   * Everything in which the history differs from what one careful clerk would have done.
   *
   * @return sentences, none when all is right
   */
  static List<String> violations(Evidence evidence) {
    var check = new HistoryCheck(evidence);
    check.entriesRunAlong();
    check.eachEffectOnce();
    check.eachJournalIsSomebodys();
    if (check.wrong.isEmpty()) {
      check.replay();
    }
    return List.copyOf(check.wrong);
  }

  private void entriesRunAlong() {
    evidence
        .entries()
        .forEach(
            (account, entries) -> {
              long balance = 0;
              for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                balance += entry.amount();
                if (entry.seq() != i + 1 || entry.balanceAfter() != balance) {
                  wrong.add(
                      "%s: entry %d should be number %d with balance %d"
                          .formatted(account, entry.seq(), i + 1, balance));
                  return;
                }
              }
              Evidence.Ends ends = evidence.ends().get(account);
              if (ends == null || ends.posted() != balance || ends.seq() != entries.size()) {
                wrong.add("%s has %s, its entries say %d".formatted(account, ends, balance));
              }
            });
  }

  /** A business key, a hold and a journal that is taken back have one effect, whoever asks. */
  private void eachEffectOnce() {
    Map<String, Step> first = new HashMap<>();
    for (Step step : evidence.steps()) {
      if (!step.done()) {
        continue;
      }
      Step before = first.putIfAbsent(subject(step), step);
      if (before == null) {
        effects.add(step);
      } else if (step.kind() != Kind.SPEND || !before.journal().equals(step.journal())) {
        wrong.add("two outcomes: %s and %s".formatted(before, step));
      }
    }
  }

  private static String subject(Step step) {
    return switch (step.kind()) {
      case SPEND -> "spend " + step.name();
      case OPEN -> "open " + step.name();
      case POST, VOID -> "settle " + step.name();
      case REVERSE -> "reverse " + step.name();
    };
  }

  /** What was acknowledged is there, and what is there was acknowledged. */
  private void eachJournalIsSomebodys() {
    Map<String, Map<Account, Long>> journals = journals();
    Set<String> claimed = new HashSet<>();
    for (Step step : effects) {
      if (step.journal().isEmpty()) {
        continue;
      }
      if (!claimed.add(step.journal())) {
        wrong.add("one journal for two: " + step);
      } else if (!journals.containsKey(step.journal())) {
        wrong.add("acknowledged and lost: " + step);
      }
    }
    for (String journal : journals.keySet()) {
      if (!claimed.contains(journal)) {
        wrong.add("there is a journal that nobody was told of: " + journal);
      }
    }
  }

  /** Amounts by journal and account, without those of the opening. */
  private Map<String, Map<Account, Long>> journals() {
    Map<String, Map<Account, Long>> journals = new LinkedHashMap<>();
    evidence
        .entries()
        .forEach(
            (account, entries) ->
                entries.stream()
                    .skip(evidence.opening().getOrDefault(account, 0))
                    .forEach(
                        entry ->
                            journals
                                .computeIfAbsent(entry.journal(), any -> new HashMap<>())
                                .merge(account, entry.amount(), Math::addExact)));
    return journals;
  }

  private void replay() {
    Map<Account, Timeline> timelines = new HashMap<>();
    evidence
        .entries()
        .forEach(
            (account, entries) ->
                timelines.put(
                    account,
                    Timeline.of(
                        account, entries, evidence.opening().getOrDefault(account, 0), effects)));
    timelines.values().forEach(timeline -> wrong.addAll(timeline.violations()));
    List<Step> order = Timeline.merged(timelines.values(), effects);
    if (order.size() < effects.size()) {
      wrong.add(
          "the accounts disagree about the order of %d steps"
              .formatted(effects.size() - order.size()));
    }
    if (wrong.isEmpty()) {
      var oracle = new Oracle(evidence);
      order.forEach(step -> wrong.addAll(oracle.apply(step)));
      wrong.addAll(oracle.atTheEnd());
      refusals(timelines, oracle);
    }
  }

  private void refusals(Map<Account, Timeline> timelines, Oracle oracle) {
    for (Step step : evidence.steps()) {
      if (!step.done() && !isJustified(step, timelines, oracle)) {
        wrong.add("refused without a reason: " + step);
      }
    }
  }

  private static boolean isJustified(Step step, Map<Account, Timeline> timelines, Oracle oracle) {
    return switch (step.code()) {
      case "insufficient-balance", "budget-exhausted", "batch-refused" ->
          step.payers().stream()
              .anyMatch(
                  payer -> {
                    Timeline timeline = timelines.get(payer);
                    long wanted = -step.legs().getOrDefault(payer, 0L);
                    return timeline != null
                        && timeline.hadLessThan(wanted, step.begun(), step.ended());
                  });
      case "hold-already-posted" -> oracle.outcome(step.name()) == Kind.POST;
      case "hold-already-voided" -> oracle.outcome(step.name()) == Kind.VOID;
      case "already-reversed" -> oracle.isReversed(step.name());
      default -> false;
    };
  }
}
