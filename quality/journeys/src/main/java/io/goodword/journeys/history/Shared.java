package io.goodword.journeys.history;

import io.goodword.journeys.history.Step.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What all clients know: every answer, and what one of them may settle or take back. */
final class Shared {

  /** So few that two clients often want the same. */
  private static final int LATEST = 30;

  private final List<Step> steps = new ArrayList<>();
  private final List<Step> holds = new ArrayList<>();
  private final List<Step> spends = new ArrayList<>();

  synchronized void keep(Step step) {
    steps.add(step);
    if (step.kind() == Kind.SPEND && step.done()) {
      latest(spends, step);
    }
  }

  synchronized void opened(Step step) {
    if (step.done()) {
      latest(holds, step);
    }
  }

  private static void latest(List<Step> of, Step step) {
    of.add(step);
    if (of.size() > LATEST) {
      of.removeFirst();
    }
  }

  synchronized Optional<Step> aHold(Random random) {
    return holds.isEmpty()
        ? Optional.empty()
        : Optional.of(holds.get(random.nextInt(holds.size())));
  }

  synchronized Optional<Step> aSpend(Random random) {
    return spends.isEmpty()
        ? Optional.empty()
        : Optional.of(spends.get(random.nextInt(spends.size())));
  }

  synchronized List<Step> steps() {
    return List.copyOf(steps);
  }
}
