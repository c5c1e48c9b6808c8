package io.goodword.journeys.history;

import java.util.List;
import java.util.Map;

/**
 * All that is known after a run.
 *
 * @param steps what was asked and answered, each with a final answer
 * @param entries entries of each account, oldest first
 * @param opening number of entries that each account had before the run; none of them had a hold
 * @param ends what each account has after the run
 * @param holds state of each hold after the run
 */
record Evidence(
    List<Step> steps,
    Map<Account, List<Entry>> entries,
    Map<Account, Integer> opening,
    Map<Account, Ends> ends,
    Map<String, String> holds) {

  /** An entry as the books have it. */
  record Entry(long seq, String journal, long amount, long balanceAfter) {}

  /** What an account has after the run. */
  record Ends(long posted, long held, long seq) {}
}
