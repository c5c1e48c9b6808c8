package io.goodword.reward.rule;

import io.goodword.kit.event.EventJson;
import io.goodword.reward.budget.LimitPlan;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one version of a rule says; made by {@link RuleDrafts} only, never changed.
 *
 * @param name for the staff, 1 to 100 characters
 * @param eventType type of the event that is rewarded
 * @param when condition over the event
 * @param zone by whose calendar limits count days, weeks and months
 * @param person text expression: whose occurrences are counted; absent for the beneficiary of the
 *     first grant
 * @param measure whole-number expression that is summed up for {@code thresholds}, zero or more
 * @param requires what else must have happened to the person, in any order
 * @param grants what is given
 * @param limits how often each grant is given at most
 */
@RegisterForReflection
record RulePlan(
    String name,
    String eventType,
    String when,
    String zone,
    @Nullable String person,
    @Nullable String measure,
    List<Requirement> requires,
    List<Line> grants,
    LimitPlan limits) {

  RulePlan {
    requires = List.copyOf(requires);
    grants = List.copyOf(grants);
  }

  /**
   * Something else that must have happened to the person.
   *
   * @param name short name, unique in the rule
   * @param person text expression over that event: to whom it happened
   */
  @RegisterForReflection
  record Requirement(String name, String eventType, String when, String person) {}

  /**
   * A step.
   *
   * @param at number of the occurrence, or sum that is reached
   * @param amount minor units that are given then
   */
  @RegisterForReflection
  record Step(long at, long amount) {}

  /**
   * One thing that is given; exactly one of amount, steps and thresholds says how much.
   *
   * @param role customer, advocate, friend, reviewer or staff
   * @param beneficiary text expression: customer id
   * @param asset asset code
   * @param amount whole-number expression: minor units, 1 to 10^15, each time
   * @param steps given at these occurrences of the person only
   * @param thresholds given when the sum of {@code measure} reaches these
   * @param holdingPeriod how long it is held, zero for at once
   * @param budget campaign or programme that pays
   */
  @RegisterForReflection
  record Line(
      String role,
      String beneficiary,
      String asset,
      @Nullable String amount,
      List<Step> steps,
      List<Step> thresholds,
      Duration holdingPeriod,
      String budget) {

    Line {
      steps = List.copyOf(steps);
      thresholds = List.copyOf(thresholds);
    }

    /** Name of the line in the rule. */
    String leg() {
      return role + "." + asset;
    }
  }

  /** Whether it depends on what happened before. */
  boolean countsOccurrences() {
    return !requires.isEmpty()
        || grants.stream()
            .anyMatch(line -> !line.steps().isEmpty() || !line.thresholds().isEmpty());
  }

  ZoneId calendar() {
    return ZoneId.of(zone);
  }

  /** Types of the events that it listens to. */
  List<String> eventTypes() {
    return Stream.concat(Stream.of(eventType), requires.stream().map(Requirement::eventType))
        .distinct()
        .toList();
  }

  /** Fingerprint of all that it says: SHA-256 of its JSON, in hexadecimal digits. */
  String hash() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(EventJson.write(this).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
