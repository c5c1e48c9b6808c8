package io.goodword.journeys.history;

import java.util.List;
import java.util.Map;

/**
 * One thing that a client asked for, and the answer that it got in the end.
 *
 * @param kind what was asked
 * @param name business key of what is spent or set aside; id of the hold that is settled or of the
 *     journal that is taken back
 * @param legs what it moves or sets aside, as it was asked; empty when that follows from the name
 * @param part how much of a hold is posted, 0 for all
 * @param begun when it was sent for the first time, in nanoseconds of the one clock of the clients
 * @param ended when the final answer had come
 * @param code code of the refusal, empty when it was done
 * @param journal journal that it says it posted, empty for none
 * @param hold hold that it says it opened or settled, empty for none
 * @param balances accounts after it, as it says
 */
record Step(
    Kind kind,
    String name,
    Map<Account, Long> legs,
    long part,
    long begun,
    long ended,
    String code,
    String journal,
    String hold,
    List<Balance> balances) {

  /** What may be asked. */
  enum Kind {
    SPEND,
    OPEN,
    POST,
    VOID,
    REVERSE
  }

  /** An account after a step. */
  record Balance(Account account, long posted, long held, long seq) {}

  /** Whether it was done; otherwise it was refused. */
  boolean done() {
    return code.isEmpty();
  }

  /** The account that pays, when one is named. */
  List<Account> payers() {
    return legs.entrySet().stream()
        .filter(leg -> leg.getValue() < 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  Step within(long from, long to) {
    return new Step(kind, name, legs, part, from, to, code, journal, hold, balances);
  }

  @Override
  public String toString() {
    return "%s %s %s%s -> %s %s%s"
        .formatted(
            kind,
            name,
            legs,
            part == 0 ? "" : " part " + part,
            done() ? "done" : code,
            journal.isEmpty() ? hold : journal,
            balances);
  }
}
