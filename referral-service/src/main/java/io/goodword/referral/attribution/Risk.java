package io.goodword.referral.attribution;

import io.goodword.referral.commerce.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Likelihood that friend and advocate are one person, as a sum of weighted signals. Ladder: below
 * 30 nothing, 30 to 59 attributed but for a person to look at, 60 and more not attributed. An equal
 * address of the network alone proves nothing (households, offices), so it never leaves the first
 * step by itself.
 *
 * @param score sum of the weights, 0 or more
 * @param findings one line for each signal that was seen
 */
record Risk(int score, List<Finding> findings) {

  static final int REVIEW_FROM = 30;
  static final int DENY_FROM = 60;

  /** Bindings of one advocate in an hour from which on they look automated. */
  static final int VELOCITY_FROM = 6;

  private static final int VELOCITY_WEIGHT = 25;

  static int weight(Signal.Kind kind) {
    return switch (kind) {
      case PAYMENT -> 60;
      case DEVICE -> 40;
      case ADDRESS -> 30;
      case IP -> 20;
    };
  }

  /**
   * Weighs what friend and advocate have in common.
   *
   * @param friend hashes that the shop gave for the friend
   * @param advocate hashes that the shop gave for the advocate
   * @param bindingsInLastHour friends that the advocate got in the hour before the conversion
   */
  static Risk of(Set<Signal> friend, Set<Signal> advocate, int bindingsInLastHour) {
    List<Finding> findings = new ArrayList<>();
    int score = 0;
    List<Signal.Kind> shared =
        friend.stream()
            .filter(advocate::contains)
            .map(Signal::kind)
            .distinct()
            .sorted(Comparator.comparing(Risk::weight).reversed())
            .toList();
    for (Signal.Kind kind : shared) {
      score += weight(kind);
      findings.add(
          Finding.suspect(
              "same-" + kind.wire(),
              "friend and advocate share a " + kind.wire() + " hash, +" + weight(kind)));
    }
    if (bindingsInLastHour >= VELOCITY_FROM) {
      score += VELOCITY_WEIGHT;
      findings.add(
          Finding.suspect(
              "velocity",
              "the advocate got "
                  + bindingsInLastHour
                  + " friends within the hour, +"
                  + VELOCITY_WEIGHT));
    }
    return new Risk(score, List.copyOf(findings));
  }

  boolean denies() {
    return score >= DENY_FROM;
  }

  boolean needsReview() {
    return score >= REVIEW_FROM && !denies();
  }

  /** The heaviest signal; a denial always has one of these, the others do not reach 60 together. */
  Reason reason() {
    return findings.stream()
        .map(Finding::rule)
        .flatMap(
            rule ->
                switch (rule) {
                  case "same-payment" -> java.util.stream.Stream.of(Reason.SAME_PAYMENT);
                  case "same-device" -> java.util.stream.Stream.of(Reason.SAME_DEVICE);
                  case "same-address" -> java.util.stream.Stream.of(Reason.SAME_ADDRESS);
                  default -> java.util.stream.Stream.empty();
                })
        .findFirst()
        .orElse(Reason.SAME_DEVICE);
  }
}
