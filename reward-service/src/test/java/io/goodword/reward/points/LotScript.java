package io.goodword.reward.points;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * What happens to one customer, step by step: made from a seed, run against the ledger and the
 * book, and printed when the two differ.
 *
 * @param policy which of the policies of the test
 */
record LotScript(int policy, List<Step> steps) {

  /** What may happen. */
  enum Act {
    EARN_A,
    EARN_B,
    SPEND,
    HOLD,
    SETTLE,
    VOID,
    LAPSE,
    EXPIRE,
    REFUND,
    TAKE_BACK
  }

  private static final List<Act> ACTS =
      List.of(
          Act.EARN_A,
          Act.EARN_A,
          Act.EARN_B,
          Act.SPEND,
          Act.SPEND,
          Act.HOLD,
          Act.HOLD,
          Act.SETTLE,
          Act.VOID,
          Act.LAPSE,
          Act.EXPIRE,
          Act.EXPIRE,
          Act.REFUND,
          Act.REFUND,
          Act.TAKE_BACK);

  /**
   * A step.
   *
   * @param number its number, which stays when others are removed
   * @param of number of the step that it is about, -1 for none
   * @param deadline how long a hold may stay open, zero for ever
   */
  record Step(int number, Instant at, Act act, int of, long amount, Duration deadline) {
    @Override
    public String toString() {
      return "%2d  %s  %-9s %s%s%s"
          .formatted(
              number,
              at,
              act,
              act == Act.EXPIRE || act == Act.LAPSE ? "" : amount,
              of < 0 ? "" : " of " + of,
              deadline.isZero() ? "" : " for " + deadline);
    }
  }

  /** Moments of steps: hours or days apart, sometimes months, and sometimes the clock goes back. */
  static List<Instant> moments(Random random, Instant start, int count) {
    var moments = new ArrayList<Instant>();
    Instant at = start;
    for (int i = 0; i < count; i++) {
      at =
          at.plusSeconds(
              switch (random.nextInt(10)) {
                case 0 -> -random.nextInt(3 * 86_400);
                case 1, 2, 3 -> random.nextInt(12 * 3_600);
                case 4, 5, 6, 7 -> random.nextInt(10 * 86_400);
                case 8 -> random.nextInt(40 * 86_400);
                default -> random.nextInt(400 * 86_400);
              });
      moments.add(at);
    }
    return moments;
  }

  /** A script with a step at each of the moments. */
  static LotScript random(Random random, int policies, List<Instant> moments) {
    var steps = new ArrayList<Step>();
    for (int i = 0; i < moments.size(); i++) {
      Act act = i == 0 ? Act.EARN_A : ACTS.get(random.nextInt(ACTS.size()));
      List<Integer> about =
          switch (act) {
            case SETTLE, VOID, LAPSE -> done(steps, Act.HOLD);
            case REFUND -> done(steps, Act.SPEND, Act.SETTLE);
            case TAKE_BACK -> done(steps, Act.EARN_A, Act.EARN_B);
            default -> List.of(-1);
          };
      if (about.isEmpty()) {
        act = Act.EARN_A;
        about = List.of(-1);
      }
      Duration deadline =
          act == Act.HOLD && random.nextBoolean()
              ? Duration.ofHours(1 + random.nextInt(400))
              : Duration.ZERO;
      steps.add(
          new Step(
              i,
              moments.get(i),
              act,
              about.get(random.nextInt(about.size())),
              1 + random.nextInt(act == Act.EARN_A || act == Act.EARN_B ? 60 : 40),
              deadline));
    }
    return new LotScript(random.nextInt(policies), steps);
  }

  /** The same without a step. */
  LotScript without(int index) {
    var fewer = new ArrayList<>(steps);
    fewer.remove(index);
    return new LotScript(policy, fewer);
  }

  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
  }

  /** Numbers of the steps that are one of some acts. */
  private static List<Integer> done(List<Step> steps, Act... acts) {
    return steps.stream()
        .filter(step -> List.of(acts).contains(step.act()))
        .map(Step::number)
        .toList();
  }
}
