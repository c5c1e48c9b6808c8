package io.goodword.reward.rule;

import io.goodword.reward.ledger.Leg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a version of a rule means to give for an event; the one decision of what happens and
 * of what is simulated. Pure.
 */
final class RuleEvaluation {

  private static final int LONGEST_CUSTOMER_ID = 100;

  private final String ruleId;
  private final int version;
  private final RuleProgram program;

  RuleEvaluation(String ruleId, int version, RuleProgram program) {
    this.ruleId = ruleId;
    this.version = version;
    this.program = program;
  }

  /**
   * What an event is to the rule.
   *
   * @param person to whom it happened
   * @param requirement name of the requirement that it meets, absent for the rule's own event
   * @param measured what it adds to the sum
   */
  record Sighting(String person, @Nullable String requirement, long measured) {}

  /** All that an event is to the rule, requirements first. */
  record Observed(List<Sighting> sightings, List<Fault> faults) {}

  /** What a sighting leads to. */
  record Decided(Progress progress, List<Intended> intended, List<Fault> faults) {}

  RuleProgram program() {
    return program;
  }

  String ruleId() {
    return ruleId;
  }

  int version() {
    return version;
  }

  /** Whether, to whom and as what the event matters. */
  Observed observe(Fact fact) {
    var sightings = new ArrayList<Sighting>();
    var faults = new ArrayList<Fault>();
    Map<String, Object> event = fact.values();
    for (RuleProgram.Requirement requirement : program.requires()) {
      if (requirement.plan().eventType().equals(fact.type())) {
        guarded(
            fact,
            "",
            faults,
            () -> {
              if (requirement.when().holds(event)) {
                String person = person(requirement.person().text(event), "no-person");
                sightings.add(new Sighting(person, requirement.plan().name(), 0));
              }
            });
      }
    }
    if (program.plan().eventType().equals(fact.type())) {
      guarded(
          fact,
          "",
          faults,
          () -> {
            if (program.when().holds(event)) {
              String person = person(program.person().text(event), "no-person");
              sightings.add(new Sighting(person, null, measured(event)));
            }
          });
    }
    return new Observed(sightings, faults);
  }

  /**
   * What is meant to be given after a sighting.
   *
   * @param before how far the person had come
   * @param past finds an event that has waited
   */
  Decided decide(
      Fact fact, Sighting sighting, Progress before, Function<String, Optional<Fact>> past) {
    String requirement = sighting.requirement();
    Progress.Advance advance =
        requirement == null
            ? before.happened(
                new Progress.Pending(fact.id(), sighting.measured()), program.required())
            : before.met(requirement, program.required());
    var intended = new ArrayList<Intended>();
    var faults = new ArrayList<Fault>();
    if (advance.crowded()) {
      faults.add(
          fault(
              fact,
              "",
              new RuleFault(
                  "too-many-waiting",
                  "More than %d events of one person wait for a requirement."
                      .formatted(Progress.MOST_WAITING)),
              null));
    }
    for (Progress.Occurrence occurrence : advance.due()) {
      Optional<Fact> cause =
          occurrence.eventId().equals(fact.id())
              ? Optional.of(fact)
              : past.apply(occurrence.eventId());
      // an event that waited longer than facts are kept is forgotten
      cause.ifPresent(it -> give(it, occurrence, intended, faults));
    }
    return new Decided(advance.progress(), intended, faults);
  }

  private void give(
      Fact fact, Progress.Occurrence occurrence, List<Intended> intended, List<Fault> faults) {
    for (RuleProgram.Line line : program.lines()) {
      RulePlan.Line plan = line.plan();
      String beneficiary;
      try {
        beneficiary = person(line.beneficiary().text(fact.values()), "no-beneficiary");
      } catch (RuleFault fault) {
        faults.add(fault(fact, plan.leg(), fault, null));
        continue;
      }
      try {
        amount(line, fact, occurrence)
            .ifPresent(amount -> intended.add(intended(fact, plan, beneficiary, amount)));
      } catch (RuleFault fault) {
        faults.add(
            fault(
                fact, plan.leg(), fault, new Fault.Lost(beneficiary, plan.asset(), plan.budget())));
      }
    }
  }

  private OptionalLong amount(RuleProgram.Line line, Fact fact, Progress.Occurrence occurrence) {
    Expression expression = line.amount();
    OptionalLong amount =
        expression != null
            ? OptionalLong.of(expression.amount(fact.values()))
            : line.plan().steps().isEmpty()
                ? Steps.reached(line.plan().thresholds(), occurrence.before(), occurrence.after())
                : Steps.at(line.plan().steps(), occurrence.ordinal());
    if (amount.isPresent() && (amount.getAsLong() < 1 || amount.getAsLong() > Leg.MAX_AMOUNT)) {
      throw new RuleFault(
          "amount-out-of-range",
          "The amount is %d, it must be 1 to 10^15.".formatted(amount.getAsLong()));
    }
    return amount;
  }

  private Intended intended(Fact fact, RulePlan.Line line, String beneficiary, long amount) {
    return new Intended(
        ruleId,
        version,
        fact,
        line.leg(),
        line.role(),
        beneficiary,
        line.asset(),
        amount,
        line.holdingPeriod(),
        line.budget(),
        program.plan().limits(),
        program.plan().calendar());
  }

  private long measured(Map<String, Object> event) {
    long measured = program.measure().map(measure -> measure.amount(event)).orElse(0L);
    if (measured < 0 || measured > Leg.MAX_AMOUNT) {
      throw new RuleFault(
          "rule-error", "The measure is %d, it must be 0 to 10^15.".formatted(measured));
    }
    return measured;
  }

  private static String person(String id, String code) {
    if (id.isBlank() || id.length() > LONGEST_CUSTOMER_ID) {
      throw new RuleFault(code, "The customer id must have 1 to 100 characters.");
    }
    return id;
  }

  private void guarded(Fact fact, String leg, List<Fault> faults, Runnable work) {
    try {
      work.run();
    } catch (RuleFault fault) {
      faults.add(fault(fact, leg, fault, null));
    }
  }

  private Fault fault(Fact fact, String leg, RuleFault fault, Fault.@Nullable Lost lost) {
    return new Fault(ruleId, version, fact.id(), leg, fault.code(), fault.message(), lost);
  }
}
